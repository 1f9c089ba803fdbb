package dev.aegis.espctl.edit;

import java.util.ArrayList;
import java.util.List;

/// Finds where in a TOML document each value stands.
public final class TomlScan {
    /// What some editors put before the first character.
    public static final String MARK = "\uFEFF";

    private final String text;
    private final List<Assignment> assignments = new ArrayList<>();
    private List<String> table = List.of();
    private int firstTable;
    private int at;

    /// @param path with the tables it is in
    /// @param end behind the end of its line
    record Assignment(List<String> path, int valueBegin, int valueEnd, int end) {}

    TomlScan(String text) {
        this.text = text;
        this.firstTable = text.length();
        this.at = text.startsWith(MARK) ? 1 : 0;
        while (at < text.length()) {
            statement();
        }
    }

    List<Assignment> assignments() {
        return List.copyOf(assignments);
    }

    /// Where the line of the first `[table]` begins; the end where there is none.
    int firstTable() {
        return firstTable;
    }

    private void statement() {
        int line = at;
        skipBlanks();
        if (at >= text.length() || is('#') || is('\n') || is('\r')) {
            toNextLine();
        } else if (is('[')) {
            firstTable = Math.min(firstTable, line);
            while (is('[')) {
                at++;
            }
            table = key(List.of());
            toNextLine();
        } else {
            int first = assignments.size();
            assignment(table);
            toNextLine();
            // Those of an inline table end where its line ends.
            for (int index = first; index < assignments.size(); index++) {
                Assignment found = assignments.get(index);
                assignments.set(index, new Assignment(found.path(), found.valueBegin(), found.valueEnd(), at));
            }
        }
    }

    private void assignment(List<String> in) {
        List<String> path = key(in);
        at = Math.min(text.length(), at + 1);
        skipBlanks();
        int begin = at;
        int place = assignments.size();
        value(path);
        assignments.add(place, new Assignment(path, begin, at, at));
    }

    /// Dotted and quoted parts, up to what ends a key.
    private List<String> key(List<String> in) {
        List<String> path = new ArrayList<>(in);
        StringBuilder part = new StringBuilder();
        while (at < text.length() && !is('=') && !is(']') && !is('\n')) {
            if (is('"') || is('\'')) {
                int begin = at + 1;
                string();
                part.append(text, begin, Math.max(begin, at - 1));
            } else if (is('.')) {
                path.add(part.toString());
                part.setLength(0);
                at++;
            } else {
                if (!Character.isWhitespace(text.charAt(at))) {
                    part.append(text.charAt(at));
                }
                at++;
            }
        }
        path.add(part.toString());
        return List.copyOf(path);
    }

    private void value(List<String> path) {
        if (is('"') || is('\'')) {
            string();
        } else if (is('[')) {
            array();
        } else if (is('{')) {
            inlineTable(path);
        } else {
            while (at < text.length() && ",]}#\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            while (Character.isWhitespace(text.charAt(at - 1))) {
                at--;
            }
        }
    }

    private void array() {
        at++;
        while (at < text.length() && !is(']')) {
            if (is('#')) {
                toNextLine();
            } else if (is('"') || is('\'')) {
                string();
            } else if (is('[') || is('{')) {
                char open = text.charAt(at);
                if (open == '[') {
                    array();
                } else {
                    inlineTable(List.of(""));
                }
            } else {
                at++;
            }
        }
        at = Math.min(text.length(), at + 1);
    }

    private void inlineTable(List<String> path) {
        at++;
        while (at < text.length() && !is('}')) {
            if (is(',') || Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                assignment(path);
            }
        }
        at = Math.min(text.length(), at + 1);
    }

    /// Basic and literal, on one line or many.
    private void string() {
        char quote = text.charAt(at);
        String many = String.valueOf(quote).repeat(3);
        boolean isLong = text.startsWith(many, at);
        at += isLong ? 3 : 1;
        while (at < text.length()) {
            if (quote == '"' && is('\\')) {
                at += 2;
            } else if (isLong && text.startsWith(many, at)) {
                at += 3;
                // Up to two quotes may stand before the closing ones.
                while (at < text.length() && is(quote)) {
                    at++;
                }
                return;
            } else if (!isLong && is(quote)) {
                at++;
                return;
            } else {
                at++;
            }
        }
        at = text.length();
    }

    private void skipBlanks() {
        while (is(' ') || is('\t')) {
            at++;
        }
    }

    private void toNextLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
    }

    private boolean is(char expected) {
        return at < text.length() && text.charAt(at) == expected;
    }
}
