package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Interruption;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.LiveBuild;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.output.Texts;
import dev.aegis.espctl.tasks.TaskRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "cancel",
        description = "cancel a build on its machine",
        footer = {
            "",
            "Example:",
            "  espctl cancel                          this project's newest build, also one that waits"
        })
final class CancelCommand extends Verb {
    @Mixin
    private TaskChoice choice = new TaskChoice();

    CancelCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        LiveBuild live = new LiveBuild(screen);
        TaskRecord over;
        try {
            over = actions().stopTask().run(choice.running(actions()).taskId(), live);
        } catch (InterruptedException stop) {
            throw Interruption.of(stop);
        } finally {
            live.end();
        }
        screen.answer(over, Texts.task(over));
        return ExitCode.DONE;
    }
}
