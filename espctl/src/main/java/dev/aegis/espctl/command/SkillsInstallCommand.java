package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.command.tree.CommandNode;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.output.SkillText;
import dev.aegis.espctl.skills.AgentSkills;
import dev.aegis.espctl.skills.ManageSkills;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        description = "write Agent Skills into the folders of AI agents; never replaces an edited file",
        footer = {
            "",
            "Examples:",
            "  espctl skills install --dry-run                   what would be written for the agents found",
            "  espctl skills install --agent claude-code         for all projects of this user",
            "  espctl skills install build-esp-idf --in-project  one skill, for this project"
        })
final class SkillsInstallCommand extends Verb {
    private final Supplier<CommandNode> tree;

    @Mixin
    private SkillOptions options = new SkillOptions();

    SkillsInstallCommand(Actions actions, Console console, Supplier<CommandNode> tree) {
        super(actions, console);
        this.tree = tree;
    }

    private record Changes(List<ManageSkills.Change> changes, boolean dryRun) {}

    @Override
    ExitCode run(Screen screen) {
        AgentSkills skills = new AgentSkills(tree.get(), actions().version());
        List<ManageSkills.Change> changes = actions().manageSkills(skills).install(options.skills(), options.place());
        screen.answer(new Changes(changes, options.dryRun()), SkillText.changes(changes, options.dryRun()));
        return ExitCode.DONE;
    }
}
