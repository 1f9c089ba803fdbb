package dev.aegis.espctl.tool;

import org.jspecify.annotations.Nullable;

/// Limits the length of texts in answers.
final class ShortText {
    private static final int MAX_SENTENCE = 400;

    private ShortText() {}

    /// Returns the text, with `...` in place of everything beyond a length.
    static String of(String text, int maxLength) {
        return text.length() <= maxLength ? text : text.substring(0, maxLength) + "...";
    }

    /// Limits a message, a hint or a reason.
    static @Nullable String sentence(@Nullable String text) {
        return text == null ? null : of(text, MAX_SENTENCE);
    }
}
