package dev.aegis.espctl.project;

import dev.aegis.espctl.failure.Count;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Counts the files and bytes of a project during the scan, and names the largest parts if it is too large.
final class Sizes {
    private static final int SHOWN = 3;

    private final ScanLimits limits;
    private final Map<String, long[]> parts = new HashMap<>();
    private long bytes;
    private int files;

    Sizes(ScanLimits limits) {
        this.limits = limits;
    }

    void add(String path, long size) {
        bytes += size;
        files++;
        long[] part = parts.computeIfAbsent(part(path), top -> new long[2]);
        part[0] += size;
        part[1]++;
    }

    long bytes() {
        return bytes;
    }

    boolean isTooMuch() {
        return bytes > limits.bytes() || files > limits.files();
    }

    void check() {
        if (bytes > limits.bytes()) {
            throw tooLarge(
                    "the project has " + human(bytes) + ", at most " + human(limits.bytes()) + " can be sent", 0);
        }
        if (files > limits.files()) {
            throw tooLarge(
                    "the project has " + Count.of(files, "file") + ", at most " + limits.files() + " can be sent", 1);
        }
        if (files == 0) {
            throw new Failure(
                    ExitCode.USAGE,
                    "project_empty",
                    "the project has no file to send",
                    "name the project's folder with -C DIR");
        }
    }

    private Failure tooLarge(String sentence, int by) {
        List<String> biggest = parts.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, long[]> part) -> -part.getValue()[by])
                        .thenComparing(Map.Entry::getKey))
                .limit(SHOWN)
                .map(part -> part.getKey() + " ("
                        + (by == 0 ? human(part.getValue()[0]) : Count.of(part.getValue()[1], "file")) + ")")
                .toList();
        return new Failure(
                ExitCode.USAGE,
                "project_too_large",
                sentence + "; the largest parts are " + String.join(", ", biggest),
                "exclude what the build does not need: ignore = [\"...\"] under [upload] in " + ProjectSettings.FILE);
    }

    /// Returns the file itself if it is at the top, else its folder down to two levels.
    private static String part(String path) {
        int first = path.indexOf('/');
        int second = first < 0 ? -1 : path.indexOf('/', first + 1);
        return second >= 0 ? path.substring(0, second + 1) : path;
    }

    static String human(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        if (bytes < 1024 * 1024) {
            return String.format(Locale.ROOT, "%.1f KB", bytes / 1024.0);
        }
        return String.format(Locale.ROOT, "%.1f MB", bytes / (1024.0 * 1024));
    }
}
