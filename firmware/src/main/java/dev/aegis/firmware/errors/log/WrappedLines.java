package dev.aegis.firmware.errors.log;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Joins the lines that a terminal has cut at its width, in a log that was copied from its screen.
final class WrappedLines {
    private static final int NARROWEST = 60;
    private static final int FEWEST = 3;
    private static final List<Integer> USUAL_WIDTHS = List.of(80, 100, 120, 132);
    private static final int FEWEST_OF_USUAL = 2;

    private static final Pattern START = Pattern.compile(
            "(?:CMake |-- |\\[\\d|ninja|FAILED|Traceback|In file |collect2|cc1|(?:/|[A-Za-z]:[\\\\/])\\S+:\\d+:\\d+:"
                    + " ).*");

    private WrappedLines() {}

    /// Returns whether a new message begins below a line of the full width, which then ended there by itself.
    private static boolean startsAfterFull(List<String> lines, int width) {
        return IntStream.range(0, lines.size() - 1)
                .anyMatch(at -> lines.get(at).length() == width
                        && START.matcher(lines.get(at + 1)).matches());
    }

    /// Returns the same lines if nothing shows that they were cut: no line is longer than the width, and several have
    /// exactly that width.
    static List<String> join(List<String> lines) {
        int width = lines.stream().mapToInt(String::length).max().orElse(0);
        long full =
                lines.stream().filter(line -> line.length() == width).distinct().count();
        if (width < NARROWEST
                || full < (USUAL_WIDTHS.contains(width) ? FEWEST_OF_USUAL : FEWEST)
                || startsAfterFull(lines, width)) {
            return lines;
        }
        List<String> joined = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : lines) {
            line.append(part);
            if (part.length() < width) {
                joined.add(line.toString());
                line.setLength(0);
            }
        }
        if (!line.isEmpty()) {
            joined.add(line.toString());
        }
        return joined;
    }
}
