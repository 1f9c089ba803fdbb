package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.output.BuildText;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.firmware.errors.BuildReport;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "errors",
        description = "show the errors of a build: the decisive one first, with its place and a hint",
        footer = {
            "",
            "Examples:",
            "  espctl errors                          of the newest build",
            "  espctl errors build.log                any log of idf.py",
            "  idf.py build 2>&1 | espctl errors -    straight from the build"
        })
final class ErrorsCommand extends Verb {
    @Mixin
    private TaskChoice choice = new TaskChoice();

    @Option(names = "--log", paramLabel = "FILE", description = "a log, in place of a task; - for stdin")
    private @Nullable String log;

    ErrorsCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        String given = log == null && isFile(choice.written()) ? choice.written() : log;
        if (given == null) {
            TaskRecord task = choice.any(actions());
            BuildReport report = ofTask(task);
            screen.answer(report, BuildText.errors(report, task, screen.terminal()));
        } else {
            BuildReport report = ofLog(given);
            screen.answer(report, BuildText.errors(report, screen.terminal()));
        }
        return ExitCode.DONE;
    }

    /// Whether it is no task but a log. The name of a task has neither a dot nor a slash.
    private static boolean isFile(String written) {
        return written.equals("-") || written.contains(".") || written.contains("/");
    }

    /// A build that failed before a machine worked on it has a reason and no log. One that is larger than its budget
    /// has a log without errors.
    private static void refuseWithoutLog(TaskRecord found, BuildReport report) {
        String reason = found.outcome().reason();
        if (found.state() == TaskState.FAILED
                && (found.result() == null || found.hasFirmware())
                && reason != null
                && report.errors().isEmpty()) {
            throw new Failure(
                    ExitCode.FAILED,
                    Objects.requireNonNullElse(found.outcome().code(), "build_failed"),
                    reason,
                    found.outcome().hint());
        }
    }

    private BuildReport ofTask(TaskRecord chosen) {
        BuildReport report = actions().readErrors().ofTask(chosen.taskId());
        refuseWithoutLog(chosen, report);
        return report;
    }

    private BuildReport ofLog(String name) {
        try (InputStream in = InputText.open(console(), name)) {
            return actions().readErrors().ofLog(in);
        } catch (IOException broken) {
            throw InputText.broke(name, broken);
        }
    }
}
