package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.history.FollowTask;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.output.Texts;
import dev.aegis.espctl.tasks.TaskRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description = "list the builds on this computer, or show one",
        footer = {
            "",
            "Examples:",
            "  espctl status                          the builds, newest first",
            "  espctl status latest                   one of them"
        })
final class StatusCommand extends Verb {
    @Parameters(arity = "0..1", paramLabel = "TASK", description = "a task id, or latest; default: all")
    private @Nullable String task;

    StatusCommand(Actions actions, Console console) {
        super(actions, console);
    }

    private record Tasks(List<TaskRecord> tasks) {}

    @Override
    ExitCode run(Screen screen) {
        if (task == null) {
            List<TaskRecord> all = actions().showTasks().list();
            screen.answer(new Tasks(all), Texts.tasks(all));
        } else {
            FollowTask.Standing now = actions().followTask().now(task);
            screen.answer(now.task(), Texts.task(now.task(), now.live()));
        }
        return ExitCode.DONE;
    }
}
