package dev.aegis.espctl.edit;

/// Finds the end of a value in a TOML document that the parser has accepted.
final class TomlValue {
    private TomlValue() {}

    /// Returns the place behind the last character of a value, before the blanks and the comment that may follow.
    ///
    /// @param begin the value's first character
    static int end(String text, int begin) {
        int depth = 0;
        int at = begin;
        int end = begin;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                at = stringEnd(text, at);
                end = at;
                continue;
            }
            if (c == '#') {
                at = lineEnd(text, at);
                continue;
            }
            if (depth == 0 && (c == '\n' || c == ',' || c == ']' || c == '}')) {
                return end;
            }
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            at++;
            end = Character.isWhitespace(c) ? end : at;
        }
        return end;
    }

    /// Returns the place behind a string: basic or literal, on one line or on several.
    static int stringEnd(String text, int begin) {
        char quote = text.charAt(begin);
        String one = String.valueOf(quote);
        String delimiter = text.startsWith(one.repeat(3), begin) ? one.repeat(3) : one;
        int at = begin + delimiter.length();
        while (at < text.length() && !text.startsWith(delimiter, at)) {
            at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
        }
        at += delimiter.length();
        // The text on several lines may end with up to two quotes of its own.
        while (delimiter.length() == 3 && at < text.length() && text.charAt(at) == quote) {
            at++;
        }
        return Math.min(text.length(), at);
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
