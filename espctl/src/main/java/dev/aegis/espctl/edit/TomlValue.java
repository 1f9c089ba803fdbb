package dev.aegis.espctl.edit;

/// Finds where a value of TOML ends that is known to be well formed.
final class TomlValue {
    private final String text;
    private int at;

    private TomlValue(String text, int start) {
        this.text = text;
        this.at = start;
    }

    /// @param start behind the sign of equality
    /// @return behind the value's last sign, without the spaces and the comment behind it
    static int end(String text, int start) {
        TomlValue value = new TomlValue(text, start);
        int depth = 0;
        int end = start;
        while (value.at < text.length()) {
            char c = text.charAt(value.at);
            if (c == '"' || c == '\'') {
                value.string(c);
                end = value.at;
            } else if (c == '#') {
                value.comment();
            } else if (c == '\n' && depth == 0) {
                return end;
            } else {
                depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
                value.at++;
                end = Character.isWhitespace(c) ? end : value.at;
            }
        }
        return end;
    }

    private void comment() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private void string(char quote) {
        String one = String.valueOf(quote);
        String end = text.startsWith(one.repeat(3), at) ? one.repeat(3) : one;
        at += end.length();
        while (at < text.length() && !text.startsWith(end, at)) {
            at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(text.length(), at + end.length());
    }
}
