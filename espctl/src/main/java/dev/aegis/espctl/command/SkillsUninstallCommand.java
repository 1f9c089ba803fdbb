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
        description = "remove the Agent Skills that espctl wrote; keeps edited files",
        footer = {
            "",
            "Examples:",
            "  espctl skills uninstall --dry-run",
            "  espctl skills uninstall --agent claude-code"
        })
final class SkillsUninstallCommand extends Verb {
    private final Supplier<CommandNode> tree;

    @Mixin
    private SkillOptions options = new SkillOptions();

    SkillsUninstallCommand(Actions actions, Console console, Supplier<CommandNode> tree) {
        super(actions, console);
        this.tree = tree;
    }

    private record Changes(List<ManageSkills.Change> changes, boolean dryRun) {}

    @Override
    ExitCode run(Screen screen) {
        AgentSkills skills = new AgentSkills(tree.get(), actions().version());
        List<ManageSkills.Change> changes = actions().manageSkills(skills).uninstall(options.skills(), options.place());
        screen.answer(new Changes(changes, options.dryRun()), SkillText.changes(changes, options.dryRun()));
        return ExitCode.DONE;
    }
}
