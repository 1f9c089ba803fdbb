package dev.aegis.espctl.output;

import dev.aegis.espctl.builds.BuildAnswer;
import dev.aegis.espctl.builds.BuildTargets;
import dev.aegis.protocol.session.Artifact;
import java.util.List;

/// A table of several builds, one line each.
public final class BuildTable {
    private static final int NAMED = 3;
    private static final int LONGEST_ERROR = 100;

    private BuildTable() {}

    public static String text(BuildTargets.Answer answer) {
        StringBuilder text = new StringBuilder();
        int folder = answer.builds().stream()
                .mapToInt(built -> built.buildDir().length())
                .max()
                .orElse(0);
        String row = "%-10s " + (hasVersions(answer) ? "%-10s " : "%s") + "%-10s %9s %10s  %-" + Math.max(15, folder)
                + "s %s%n";
        text.append(row.formatted(
                        "target",
                        hasVersions(answer) ? "version" : "",
                        "state",
                        "time",
                        "app size",
                        "folder",
                        "first error")
                .replaceAll(" +\n", "\n"));
        answer.builds().forEach(built -> text.append(line(row, hasVersions(answer), built)));
        return text.append('\n').append(summary(answer)).append('\n').toString();
    }

    /// Returns a summary such as `2 of 3 built`.
    public static String summary(BuildTargets.Answer answer) {
        String canceled = answer.canceled() == 0 ? "" : ", " + answer.canceled() + " canceled";
        String failed = answer.failed() == 0 ? "" : ", " + answer.failed() + " failed";
        return answer.succeeded() + " of " + answer.builds().size() + " built" + failed + canceled;
    }

    /// Returns one line about a build that succeeded or was canceled.
    public static String line(BuildAnswer build) {
        if (!build.succeeded()) {
            return build.state().wire() + "\n";
        }
        String size = build.artifacts().stream()
                .filter(file -> file.role() == Artifact.Role.FIRMWARE)
                .findFirst()
                .map(file -> ", app " + Sizes.bytes(file.size()))
                .orElse("");
        return (build.end().installed().changed() ? "built " : "unchanged: ") + BuildText.firmware(build) + size + "\n";
    }

    public static String changes(List<String> paths) {
        if (paths.isEmpty()) {
            return "the project changed";
        }
        String named = TerminalSafe.text(String.join(", ", paths.subList(0, Math.min(NAMED, paths.size()))));
        return "changed: " + named + (paths.size() > NAMED ? " and " + (paths.size() - NAMED) + " more" : "");
    }

    /// Whether the builds are for several versions.
    private static boolean hasVersions(BuildTargets.Answer answer) {
        return answer.builds().stream()
                        .map(built -> String.valueOf(built.cell().idfVersion()))
                        .distinct()
                        .count()
                > 1;
    }

    private static String line(String row, boolean versions, BuildTargets.Built built) {
        String error =
                built.error() == null ? "" : TerminalSafe.text(built.error().message());
        return row.formatted(
                                built.target(),
                                versions ? built.idfVersion() : "",
                                built.state().wire(),
                                Sizes.seconds(built.millis()),
                                built.appBytes() == null ? "-" : Sizes.bytes(built.appBytes()),
                                built.buildDir(),
                                error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) + "..." : error)
                        .stripTrailing()
                + "\n";
    }
}
