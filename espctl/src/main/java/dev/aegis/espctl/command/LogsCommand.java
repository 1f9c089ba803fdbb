package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.Interruption;
import dev.aegis.espctl.history.ShowTasks;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.output.Texts;
import dev.aegis.espctl.tasks.TaskRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "logs",
        description = "print the log of a build",
        footer = {
            "",
            "Examples:",
            "  espctl logs                            the end of the newest log",
            "  espctl logs -f                         and what follows, until the build ends",
            "  espctl logs latest -n 1000             more of it",
            "  espctl logs latest --since-seq 412     the lines after line 412"
        })
final class LogsCommand extends Verb {
    @Mixin
    private TaskChoice choice = new TaskChoice();

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "100",
            description = "the number of lines; default: 100")
    private int lines;

    @Option(names = "--since-seq", paramLabel = "N", description = "lines after this number, in place of the last ones")
    private @Nullable Long sinceSeq;

    @Option(
            names = {"-f", "--follow"},
            description = "print new lines until the build ends; with --json one object per line")
    private boolean follow;

    LogsCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        if (lines < 0) {
            throw new Failure(
                    ExitCode.USAGE,
                    "lines_wrong",
                    "--lines is the number of lines, not " + lines,
                    "omit it for the last 100");
        }
        TaskRecord task = choice.any(actions());
        if (follow) {
            return follow(screen, task);
        }
        ShowTasks.Logs logs = actions().showTasks().logs(task.taskId(), lines, sinceSeq);
        screen.answer(logs, Texts.logs(logs));
        if (logs.lines().isEmpty() && lines > 0 && sinceSeq == null) {
            String reason = task.outcome().reason();
            screen.news("espctl: task " + task.taskId() + " has no log; it "
                    + (task.isOver() ? "ended as " : "is ") + task.state().wire()
                    + (reason == null ? "" : ": " + reason));
        }
        return ExitCode.DONE;
    }

    private ExitCode follow(Screen screen, TaskRecord task) {
        try {
            TaskRecord over = actions()
                    .followLog()
                    .run(task.taskId(), lines, sinceSeq, line -> screen.answer(line, Texts.line(line)));
            screen.news("espctl: task " + over.taskId() + " " + over.state().wire());
            return ExitCode.DONE;
        } catch (InterruptedException stop) {
            throw Interruption.of(stop);
        }
    }
}
