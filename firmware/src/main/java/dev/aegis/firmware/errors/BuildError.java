package dev.aegis.firmware.errors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One error of a build.
///
/// @param file relative to the project if it is inside; absent if the error has no place in the project
/// @param line from 1; absent if unknown
/// @param column from 1; absent if unknown
/// @param severity `error`
/// @param message one sentence: the tool's own words, or ours if the tool needs several lines
/// @param excerpt the source lines that the tool showed, or further lines of its message; at most six
/// @param category the kind of error
/// @param hint the next step, in our words; absent if there is nothing to add to the message
public record BuildError(
        @Nullable String file,
        @Nullable Integer line,
        @Nullable Integer column,
        String severity,
        String message,
        List<String> excerpt,
        Category category,
        @Nullable String hint) {
    public static final int MOST_EXCERPT_LINES = 6;
    private static final String ERROR = "error";
    private static final int LONGEST_MESSAGE = 400;
    private static final int LONGEST_EXCERPT_LINE = 160;

    public BuildError {
        message = cut(message, LONGEST_MESSAGE);
        excerpt = excerpt.stream()
                .limit(MOST_EXCERPT_LINES)
                .map(shown -> cut(shown, LONGEST_EXCERPT_LINE))
                .toList();
    }

    /// An error without a place in the project and without an excerpt.
    public static BuildError of(Category category, String message, @Nullable String hint) {
        return at(null, null, null, message, category, hint);
    }

    /// An error without an excerpt.
    public static BuildError at(
            @Nullable String file,
            @Nullable Integer line,
            @Nullable Integer column,
            String message,
            Category category,
            @Nullable String hint) {
        return new BuildError(file, line, column, ERROR, message, List.of(), category, hint);
    }

    /// Returns the same error with another excerpt.
    public BuildError showing(List<String> lines) {
        return new BuildError(file, line, column, severity, message, lines, category, hint);
    }

    /// Returns the phase of the build in which the error happened.
    public String phase() {
        return category.phase();
    }

    /// Returns `project` or `infrastructure`.
    public String fault() {
        return category.fault();
    }

    /// Returns `main/main.c:12:5`, as far as it is known, or an empty text if the error has no place.
    public String place() {
        if (file == null) {
            return "";
        }
        return file + (line == null ? "" : ":" + line + (column == null ? "" : ":" + column));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
    }
}
