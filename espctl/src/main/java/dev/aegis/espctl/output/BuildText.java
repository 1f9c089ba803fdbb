package dev.aegis.espctl.output;

import dev.aegis.espctl.builds.BuildAnswer;
import dev.aegis.espctl.remote.BuildEnd;
import dev.aegis.espctl.remote.InstalledFiles;
import dev.aegis.espctl.tasks.BuildSize;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Text for people about the result of a build.
public final class BuildText {
    private static final int OTHER_ERRORS = 9;

    private BuildText() {}

    /// Returns one line for the firmware, one for its size and one for the next step; a single line when nothing
    /// changed.
    public static String succeeded(BuildAnswer build) {
        if (!build.end().installed().changed() && build.bundle() == null) {
            return "unchanged: " + firmware(build) + "\n";
        }
        return "built " + firmware(build) + "\n"
                + size(build)
                + (build.bundle() == null ? "" : "bundle  " + TerminalSafe.text(build.bundle()) + "\n")
                + "next    " + TerminalSafe.text(build.next()) + "\n";
    }

    /// Returns name, chip, version, profile and time.
    static String firmware(BuildAnswer build) {
        return TerminalSafe.text(build.projectName()) + " for " + build.target() + " with ESP-IDF "
                + build.idfVersion() + ", " + build.profile().name().toLowerCase(Locale.ROOT) + ", in "
                + Sizes.seconds(
                        build.times().stream().mapToLong(BuildEnd.Time::millis).sum());
    }

    private static String size(BuildAnswer build) {
        BuildSize size = build.size();
        return size != null
                ? "size    " + size.line() + "\n"
                : appBytes(build)
                        .map(bytes -> "size    app " + Sizes.bytes(bytes) + "\n")
                        .orElse("");
    }

    private static Optional<Long> appBytes(BuildAnswer build) {
        return build.artifacts().stream()
                .filter(file -> file.role() == Artifact.Role.FIRMWARE)
                .map(InstalledFiles.File::size)
                .findFirst();
    }

    /// Returns the first error in full, one line for each other error, and the path of the log.
    public static String failed(BuildAnswer build, Path log, Terminal terminal) {
        StringBuilder text = new StringBuilder();
        if (build.state() == TaskState.CANCELED) {
            return text.append(terminal.red("error"))
                    .append(": ")
                    .append(TerminalSafe.text(Objects.requireNonNullElse(build.reason(), "the build was canceled")))
                    .append("\nnext    ")
                    .append(TerminalSafe.text(build.next()))
                    .append('\n')
                    .toString();
        }
        BuildReport report = build.errors();
        List<BuildError> errors = report == null ? List.of() : report.errors();
        boolean machines = build.fault() == Fault.INFRASTRUCTURE;
        if (errors.isEmpty() || machines) {
            text.append(terminal.red("error"))
                    .append(": ")
                    .append(TerminalSafe.text(Objects.requireNonNullElse(build.reason(), "the build failed")))
                    .append('\n');
            hint(text, build.hint(), terminal);
        }
        if (report != null) {
            errors(text, report, terminal, build::completed);
        }
        text.append("fault   ")
                .append(machines ? "infrastructure, not the project" : "project")
                .append('\n');
        text.append("log     espctl logs ")
                .append(build.taskId())
                .append("  (")
                .append(log)
                .append(")\n");
        text.append("next    ").append(TerminalSafe.text(build.next())).append('\n');
        return text.toString();
    }

    /// Returns the report of the errors in a log.
    public static String errors(BuildReport report, Terminal terminal) {
        String note = report.note();
        if (report.errors().isEmpty()) {
            return note == null
                    ? "no error was found in the log; run: espctl logs, or espctl doctor to check the set-up\n"
                    : "no error: " + note + "\n";
        }
        StringBuilder text = new StringBuilder();
        errors(text, report, terminal, hint -> hint);
        boolean project = Objects.equals(report.fault(), "project");
        return text.append("fault   ")
                .append(project ? "project" : "infrastructure, not the project")
                .append(", while ")
                .append(report.phase())
                .append('\n')
                .append(note == null ? "" : "note    " + note + "\n")
                .toString();
    }

    /// Returns the report of the errors of a task. Without an error, the state of the task is the reason.
    public static String errors(BuildReport report, TaskRecord task, Terminal terminal) {
        if (!report.errors().isEmpty()) {
            return errors(report, terminal);
        }
        boolean failed = task.state() == TaskState.FAILED;
        String reason = failed ? task.outcome().reason() : null;
        return "no error was found in the log: task " + task.taskId() + " "
                + task.state().words()
                + (reason == null ? "" : ": " + TerminalSafe.text(reason))
                + "\nnext    " + (failed ? "espctl logs " + task.taskId() : StatusText.next(task)) + "\n";
    }

    /// @param hints changes the hint of the first error
    private static void errors(
            StringBuilder text, BuildReport report, Terminal terminal, UnaryOperator<@Nullable String> hints) {
        for (int i = 0; i < report.errors().size(); i++) {
            BuildError error = report.errors().get(i);
            if (i == 0) {
                first(text, error, terminal);
                hint(text, hints.apply(error.hint()), terminal);
                table(text, error);
            } else if (i <= OTHER_ERRORS) {
                text.append(i == 1 ? "also:\n" : "")
                        .append("  ")
                        .append(sentence(error))
                        .append('\n');
            }
        }
        if (report.more() > 0) {
            text.append("  and ").append(report.more()).append(" more\n");
        }
    }

    private static void first(StringBuilder text, BuildError error, Terminal terminal) {
        text.append(terminal.red("error")).append(": ").append(sentence(error)).append('\n');
        error.excerpt()
                .forEach(line ->
                        text.append("  ").append(TerminalSafe.text(line)).append('\n'));
    }

    /// Prints the table as it can be saved.
    private static void table(StringBuilder text, BuildError error) {
        String csv = error.partitionsCsv();
        if (csv != null) {
            text.append("partitions.csv:\n");
            csv.lines().forEach(row -> text.append(TerminalSafe.text(row)).append('\n'));
        }
    }

    private static void hint(StringBuilder text, @Nullable String hint, Terminal terminal) {
        if (hint != null) {
            text.append(terminal.bold("hint"))
                    .append(": ")
                    .append(TerminalSafe.text(hint))
                    .append('\n');
        }
    }

    private static String sentence(BuildError error) {
        return TerminalSafe.text((error.place().isEmpty() ? "" : error.place() + ": ") + error.message());
    }
}
