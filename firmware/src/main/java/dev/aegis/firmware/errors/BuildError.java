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
/// @param fault `project` or `infrastructure`
/// @param partitionsCsv a partition table that would fit, as it can be saved; absent unless a partition is too small
public record BuildError(
        @Nullable String file,
        @Nullable Integer line,
        @Nullable Integer column,
        String severity,
        String message,
        List<String> excerpt,
        Category category,
        @Nullable String hint,
        String fault,
        @Nullable String partitionsCsv) {
    public static final int MOST_EXCERPT_LINES = 6;
    private static final String ERROR = "error";
    private static final int LONGEST_MESSAGE = 400;
    private static final int LONGEST_EXCERPT_LINE = 160;

    /// @param fault null for that of the category
    public BuildError(
            @Nullable String file,
            @Nullable Integer line,
            @Nullable Integer column,
            String severity,
            String message,
            List<String> excerpt,
            Category category,
            @Nullable String hint,
            @Nullable String fault,
            @Nullable String partitionsCsv) {
        this.file = file;
        this.line = line;
        this.column = column;
        this.severity = severity;
        this.message = cut(message, LONGEST_MESSAGE);
        this.excerpt = excerpt.stream()
                .limit(MOST_EXCERPT_LINES)
                .map(shown -> cut(shown, LONGEST_EXCERPT_LINE))
                .toList();
        this.category = category;
        this.hint = hint;
        // A record that an older version wrote has none.
        this.fault = fault == null ? category.fault() : fault;
        this.partitionsCsv = partitionsCsv;
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
        return new BuildError(file, line, column, ERROR, message, List.of(), category, hint, null, null);
    }

    /// Returns the same error with another excerpt.
    public BuildError showing(List<String> lines) {
        return new BuildError(file, line, column, severity, message, lines, category, hint, fault, partitionsCsv);
    }

    /// Returns the same error with a partition table that would fit.
    ///
    /// @param csv null if none is known
    /// @param advice how to use it; null if none is known
    public BuildError withTable(@Nullable String csv, @Nullable String advice) {
        String longer = advice == null ? hint : hint == null ? advice : hint + "; or " + advice;
        return new BuildError(file, line, column, severity, message, excerpt, category, longer, fault, csv);
    }

    /// Returns the same error with at most so many characters of its message.
    public BuildError shortened(int longest) {
        return new BuildError(
                file, line, column, severity, cut(message, longest), excerpt, category, hint, fault, partitionsCsv);
    }

    /// Returns the same error with another message.
    public BuildError saying(String said) {
        return new BuildError(file, line, column, severity, said, excerpt, category, hint, fault, partitionsCsv);
    }

    /// Returns the same error with another hint.
    public BuildError advising(@Nullable String next) {
        return new BuildError(file, line, column, severity, message, excerpt, category, next, fault, partitionsCsv);
    }

    /// Returns the same error, caused by the build machine, its ESP-IDF or its network.
    public BuildError byInfrastructure() {
        return new BuildError(
                file, line, column, severity, message, excerpt, category, hint, Category.INFRASTRUCTURE, partitionsCsv);
    }

    /// Returns the phase of the build in which the error happened.
    public String phase() {
        return category.phase();
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
