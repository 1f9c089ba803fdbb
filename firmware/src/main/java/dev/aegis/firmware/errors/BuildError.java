package dev.aegis.firmware.errors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One error of a build, as a person or a program wants it.
///
/// @param file relative to the project where it lies inside; absent when the error has no place in the project
/// @param line from 1; absent when unknown
/// @param column from 1; absent when unknown
/// @param severity `error`
/// @param message one sentence: the tool's own words, or ours where the tool needs several lines to say
///   it
/// @param excerpt the source lines that the tool showed, or its further words; at most six
/// @param category what kind it is
/// @param hint what to do, in our words; absent when we know nothing better than the message
public record BuildError(
        @Nullable String file,
        @Nullable Integer line,
        @Nullable Integer column,
        String severity,
        String message,
        List<String> excerpt,
        Category category,
        @Nullable String hint) {
    static final int MOST_EXCERPT_LINES = 6;
    private static final int LONGEST_MESSAGE = 400;
    private static final int LONGEST_EXCERPT_LINE = 160;

    public BuildError {
        message = cut(message, LONGEST_MESSAGE);
        excerpt = excerpt.stream()
                .limit(MOST_EXCERPT_LINES)
                .map(shown -> cut(shown, LONGEST_EXCERPT_LINE))
                .toList();
    }

    /// The same error with other lines below it.
    BuildError showing(List<String> lines) {
        return new BuildError(file, line, column, severity, message, lines, category, hint);
    }

    /// In which part of the build it happened.
    public String phase() {
        return category.phase();
    }

    /// `project` or `infrastructure`.
    public String fault() {
        return category.fault();
    }

    /// `main/main.c:12:5`, as far as it is known; empty when the error has no place.
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
