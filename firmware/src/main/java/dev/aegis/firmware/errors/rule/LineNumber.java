package dev.aegis.firmware.errors.rule;

import org.jspecify.annotations.Nullable;

/// A line or column number in a log.
public final class LineNumber {
    private LineNumber() {}

    /// Returns the number, or null without digits or with more than an `int` is sure to hold.
    public static @Nullable Integer parse(@Nullable String digits) {
        return digits == null || digits.length() > 9 ? null : Integer.valueOf(digits);
    }
}
