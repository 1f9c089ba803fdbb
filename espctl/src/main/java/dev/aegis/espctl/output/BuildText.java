package dev.aegis.espctl.output;

import dev.aegis.espctl.builds.BuildAnswer;
import dev.aegis.espctl.remote.BuildEnd;
import dev.aegis.espctl.remote.InstalledFiles;
import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.protocol.session.Fault;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Text for people about the result of a build.
public final class BuildText {
    private static final int OTHER_ERRORS = 9;

    private BuildText() {}

    public static String succeeded(BuildAnswer build) {
        StringBuilder text = new StringBuilder();
        text.append("built ")
                .append(build.projectName())
                .append(" for ")
                .append(build.target())
                .append(" with ESP-IDF ")
                .append(build.idfVersion())
                .append(" (")
                .append(build.idfVersionFrom())
                .append("), ")
                .append(build.profile().name().toLowerCase(Locale.ROOT))
                .append("\n\n");
        text.append(artifacts(build.artifacts()));
        text.append("\ntime    ").append(times(build.times())).append('\n');
        text.append("path    ")
                .append(Objects.requireNonNullElse(build.path(), "none"))
                .append(" to ")
                .append(build.agentId())
                .append("; up ")
                .append(Sizes.bytes(build.uploadedBytes()))
                .append(", down ")
                .append(Sizes.bytes(build.downloadedBytes()))
                .append('\n');
        if (build.bundle() != null) {
            text.append("bundle  ").append(build.bundle()).append('\n');
        }
        return text.append(next(build)).toString();
    }

    /// Returns the first error in full, one line for each other error, and the path of the log.
    public static String failed(BuildAnswer build, Path log, Terminal terminal) {
        StringBuilder text = new StringBuilder();
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
            errors(text, report, terminal);
        }
        text.append("fault   ")
                .append(machines ? "infrastructure, not the project" : "project")
                .append('\n');
        text.append("log     espctl logs ")
                .append(build.taskId())
                .append("  (")
                .append(log)
                .append(")\n");
        return text.toString();
    }

    /// Returns the report of the errors in a log.
    public static String errors(BuildReport report, Terminal terminal) {
        if (report.errors().isEmpty()) {
            return "no error was found in the log; run: espctl logs, or espctl doctor to check the set-up\n";
        }
        StringBuilder text = new StringBuilder();
        errors(text, report, terminal);
        boolean project = Objects.equals(report.fault(), "project");
        return text.append("fault   ")
                .append(project ? "project" : "infrastructure, not the project")
                .append(", while ")
                .append(report.phase())
                .append('\n')
                .toString();
    }

    private static void errors(StringBuilder text, BuildReport report, Terminal terminal) {
        for (int i = 0; i < report.errors().size(); i++) {
            BuildError error = report.errors().get(i);
            if (i == 0) {
                first(text, error, terminal);
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

    static String artifacts(List<InstalledFiles.File> files) {
        StringBuilder text = new StringBuilder();
        text.append("%-10s %10s  %-64s  %s%n".formatted("offset", "size", "sha256", "file"));
        files.stream()
                .sorted(Comparator.comparing(file -> file.role()))
                .forEach(file -> text.append("%-10s %10s  %s  %s%n"
                        .formatted(
                                file.offset() == null ? "-" : "0x" + Long.toHexString(file.offset()),
                                Sizes.bytes(file.size()),
                                file.sha256(),
                                TerminalSafe.text(file.path()))));
        return text.toString();
    }

    private static String times(List<BuildEnd.Time> times) {
        long all = times.stream().mapToLong(BuildEnd.Time::millis).sum();
        return times.stream()
                        .map(time -> time.phase() + " " + Sizes.seconds(time.millis()))
                        .collect(Collectors.joining(", "))
                + "; in all " + Sizes.seconds(all);
    }

    private static void first(StringBuilder text, BuildError error, Terminal terminal) {
        text.append(terminal.red("error")).append(": ").append(sentence(error)).append('\n');
        error.excerpt()
                .forEach(line ->
                        text.append("  ").append(TerminalSafe.text(line)).append('\n'));
        hint(text, error.hint(), terminal);
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

    private static String next(BuildAnswer build) {
        String parts = build.artifacts().stream()
                .filter(file -> file.offset() != null)
                .sorted(Comparator.comparing(file -> Objects.requireNonNullElse(file.offset(), 0L)))
                .map(file -> "0x" + Long.toHexString(Objects.requireNonNullElse(file.offset(), 0L)) + " " + file.path())
                .collect(Collectors.joining(" "));
        StringBuilder text = new StringBuilder("\nnext\n");
        text.append("  espctl build                 again; only what changed is sent and compiled\n");
        text.append("  espctl logs                  the log of this build\n");
        if (!parts.isEmpty()) {
            text.append("  esptool.py --chip ")
                    .append(build.target())
                    .append(" write_flash ")
                    .append(parts)
                    .append('\n');
        }
        return text.toString();
    }
}
