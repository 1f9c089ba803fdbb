package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.LiveBuild;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.output.Texts;
import dev.aegis.espctl.tasks.TaskRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        description = "cancel a build on its machine",
        footer = {
            "",
            "Example:",
            "  espctl cancel                          the newest build, also one that an AI client started"
        })
final class CancelCommand extends Verb {
    @Parameters(
            arity = "0..1",
            paramLabel = "TASK",
            defaultValue = "latest",
            description = "a task id; default: latest")
    private String task = "latest";

    CancelCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        LiveBuild live = new LiveBuild(screen);
        TaskRecord over;
        try {
            over = actions().cancelTask().run(task, live);
        } finally {
            live.end();
        }
        screen.answer(over, Texts.task(over));
        return ExitCode.DONE;
    }
}
