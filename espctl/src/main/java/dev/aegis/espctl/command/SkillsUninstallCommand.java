package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.command.tree.CommandNode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.skills.ManageSkills;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

@Command(
        description = "remove the Agent Skills that espctl wrote; keeps edited files",
        footer = {
            "",
            "Examples:",
            "  espctl skills uninstall --dry-run",
            "  espctl skills uninstall --agent claude-code"
        })
final class SkillsUninstallCommand extends SkillsChange {
    SkillsUninstallCommand(Actions actions, Console console, Supplier<CommandNode> tree) {
        super(actions, console, tree);
    }

    @Override
    List<ManageSkills.Change> change(ManageSkills skills, List<String> names, ManageSkills.Place place) {
        return skills.uninstall(names, place);
    }
}
