package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.history.ShowTasks;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.output.Texts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "artifacts",
        description = "list what a build left, with offsets, sizes and digests",
        footer = {
            "",
            "Examples:",
            "  espctl artifacts                       of the newest build",
            "  espctl artifacts --json                with digests, for scripts"
        })
final class ArtifactsCommand extends Verb {
    @Mixin
    private TaskChoice choice = new TaskChoice();

    ArtifactsCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        ShowTasks.Artifacts artifacts =
                actions().showTasks().artifacts(choice.any(actions()).taskId());
        screen.answer(artifacts, Texts.artifacts(artifacts));
        return ExitCode.DONE;
    }
}
