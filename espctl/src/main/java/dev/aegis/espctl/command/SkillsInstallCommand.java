package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.command.tree.CommandNode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.skills.ManageSkills;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

@Command(
        description = "write Agent Skills into the folders of AI agents; never replaces an edited file",
        footer = {
            "",
            "Examples:",
            "  espctl skills install --dry-run                   what would be written for the agents found",
            "  espctl skills install --agent claude-code         for all projects of this user",
            "  espctl skills install build-esp-idf --in-project  one skill, for this project"
        })
final class SkillsInstallCommand extends SkillsChange {
    SkillsInstallCommand(Actions actions, Console console, Supplier<CommandNode> tree) {
        super(actions, console, tree);
    }

    @Override
    List<ManageSkills.Change> change(ManageSkills skills, List<String> names, ManageSkills.Place place) {
        return skills.install(names, place);
    }
}
