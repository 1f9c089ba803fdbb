package dev.aegis.firmware.errors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One error of a build, as a person or a program wants it.
///
/// @param file relative to the project where it lies inside; absent when the error has no place in the project
/// @param line from 1; absent when unknown
/// @param column from 1; absent when unknown
/// @param severity `error`
/// @param message in the tool's own words, one sentence
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

    public BuildError {
        excerpt = List.copyOf(excerpt);
    }

    /// `main/main.c:12:5`, as far as it is known; empty when the error has no place.
    public String place() {
        if (file == null) {
            return "";
        }
        return file + (line == null ? "" : ":" + line + (column == null ? "" : ":" + column));
    }
}
