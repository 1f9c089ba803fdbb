package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.command.tree.CommandNode;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.output.SkillText;
import dev.aegis.espctl.skills.AgentSkills;
import dev.aegis.espctl.skills.ManageSkills;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = "write the folders of all Agent Skills, for a repository or an agent that is not known here",
        footer = {"", "Example:", "  espctl skills export skills/"})
final class SkillsExportCommand extends Verb {
    private final Supplier<CommandNode> tree;

    @Parameters(paramLabel = "DIR", description = "where each skill gets its folder")
    private Path folder = Path.of("");

    @Option(names = "--force", description = "also replace files that were edited or that espctl did not write")
    private boolean force;

    SkillsExportCommand(Actions actions, Console console, Supplier<CommandNode> tree) {
        super(actions, console);
        this.tree = tree;
    }

    private record Changes(List<ManageSkills.Change> changes) {}

    @Override
    ExitCode run(Screen screen) {
        AgentSkills skills = new AgentSkills(tree.get(), actions().version());
        List<ManageSkills.Change> changes = actions()
                .manageSkills(skills)
                .install(List.of(), new ManageSkills.Place(List.of(), false, null, folder, false, force));
        screen.answer(new Changes(changes), SkillText.changes(changes, false));
        return ExitCode.DONE;
    }
}
