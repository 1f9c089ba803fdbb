package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
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
        if (follow) {
            return follow(screen);
        }
        ShowTasks.Logs logs = actions().showTasks().logs(choice.any(actions()).taskId(), Math.max(0, lines), sinceSeq);
        screen.answer(logs, Texts.logs(logs));
        return ExitCode.DONE;
    }

    private ExitCode follow(Screen screen) {
        try {
            TaskRecord over = actions()
                    .followLog()
                    .run(
                            choice.any(actions()).taskId(),
                            Math.max(0, lines),
                            sinceSeq,
                            line -> screen.answer(line, Texts.line(line)));
            screen.news("espctl: task " + over.taskId() + " " + over.state().wire());
            return ExitCode.DONE;
        } catch (InterruptedException stop) {
            throw Interruption.of(stop);
        }
    }
}
