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
import picocli.CommandLine.Mixin;

/// A verb that changes the folders of skills, and prints what became of each skill.
abstract class SkillsChange extends Verb {
    private final Supplier<CommandNode> tree;

    @Mixin
    private SkillOptions options = new SkillOptions();

    SkillsChange(Actions actions, Console console, Supplier<CommandNode> tree) {
        super(actions, console);
        this.tree = tree;
    }

    private record Changes(List<ManageSkills.Change> changes, boolean dryRun) {}

    abstract List<ManageSkills.Change> change(ManageSkills skills, List<String> names, ManageSkills.Place place);

    @Override
    final ExitCode run(Screen screen) {
        ManageSkills skills =
                actions().manageSkills(new AgentSkills(tree.get(), actions().version()));
        List<ManageSkills.Change> changes = change(skills, options.skills(), options.place());
        screen.answer(new Changes(changes, options.dryRun()), SkillText.changes(changes, options.dryRun()));
        return ExitCode.DONE;
    }
}
