package dev.aegis.firmware.errors.cmake;

import java.util.regex.Pattern;

/// The lines that belong to one CMake message: indented ones, and the call stack. Where a web page has removed the
/// indentation, the lines up to the call stack. CMake writes its messages to stderr, and a line of stdout can stand in
/// the middle of one.
final class CMakeText {
    private static final Pattern CALL = Pattern.compile("\\S.*:\\d+ \\(\\w+\\)");
    private static final Pattern OTHER = Pattern.compile(
            "(?:-- |CMake |ninja: |FAILED: |\\[\\d+/|make|cmake failed|See also|Traceback|idf\\.py|>>> ).*");
    private static final Pattern STDOUT = Pattern.compile("-- .*|See also \".*");
    private static final int MOST_UNINDENTED = 8;
    /// Empty lines that end a message.
    private static final int EMPTY_AT_END = 2;

    private boolean indented;
    private boolean stack;
    private int unindented;
    private int empty;

    /// Returns whether CMake writes the line to stdout: it can stand in a message, but is no part of it.
    static boolean isOfStdout(String line) {
        return STDOUT.matcher(line).matches();
    }

    boolean belongs(String line) {
        boolean ended = empty >= EMPTY_AT_END;
        empty = line.isEmpty() ? empty + 1 : 0;
        if (line.isBlank()) {
            return true;
        }
        if (isOfStdout(line)) {
            return !ended;
        }
        if (line.startsWith("Call Stack")) {
            stack = true;
            return true;
        }
        if (line.startsWith(" ") || line.startsWith("\t")) {
            indented = true;
            return true;
        }
        if (stack) {
            return CALL.matcher(line).matches();
        }
        return !indented && !OTHER.matcher(line).matches() && unindented++ < MOST_UNINDENTED;
    }
}
