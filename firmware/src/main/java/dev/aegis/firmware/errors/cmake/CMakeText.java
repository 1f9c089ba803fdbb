package dev.aegis.firmware.errors.cmake;

import java.util.regex.Pattern;

/// The lines that belong to one CMake message: indented ones, and the call stack. Where a web page has removed the
/// indentation, the lines up to the call stack.
final class CMakeText {
    private static final Pattern CALL = Pattern.compile("\\S.*:\\d+ \\(\\w+\\)");
    private static final Pattern OTHER = Pattern.compile(
            "(?:-- |CMake |ninja: |FAILED: |\\[\\d+/|make|cmake failed|See also|Traceback|idf\\.py|>>> ).*");
    private static final int MOST_UNINDENTED = 8;

    private boolean indented;
    private boolean stack;
    private int unindented;

    boolean belongs(String line) {
        if (line.isBlank()) {
            return true;
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
