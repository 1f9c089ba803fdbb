package dev.aegis.espctl.edit;

import java.util.List;
import java.util.Objects;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/// A TOML document in which single values change; every other character stays. The TOML parser says where each key
/// is, and this class finds where the key's value ends.
public final class TomlText {
    /// Some editors write a byte order mark before the first character.
    public static final String MARK = "\uFEFF";

    private final String text;
    private final TomlParseResult parsed;

    private TomlText(String text, TomlParseResult parsed) {
        this.text = text;
        this.parsed = parsed;
    }

    public static TomlText read(String text) throws UnreadableSettings {
        TomlParseResult parsed = parse(text);
        if (parsed.hasErrors()) {
            TomlParseError first = parsed.errors().getFirst();
            throw new UnreadableSettings(
                    first.position().line(), "column " + first.position().column() + " is not valid TOML");
        }
        return new TomlText(text, parsed);
    }

    /// Parses a document that may begin with a byte order mark.
    public static TomlParseResult parse(String text) {
        return Toml.parse(text.startsWith(MARK) ? text.substring(1) : text);
    }

    public boolean has(List<String> path) {
        return parsed.contains(path);
    }

    /// Returns the document with a text as the value of a key. Keeps the kind of quotes where it can.
    ///
    /// @param path of a key that exists, or of a new one, which is added at the top level
    public String with(List<String> path, String value) {
        if (!has(path)) {
            return inserted(String.join(".", path) + " = " + Values.quoted(value));
        }
        int begin = valueBegin(path);
        boolean literal = text.startsWith("'", begin) && !text.startsWith("'''", begin) && value.indexOf('\'') < 0;
        return withValue(path, literal ? "'" + value + "'" : Values.quoted(value));
    }

    /// Returns the document with another value of a key that exists.
    ///
    /// @param value as it is written in TOML
    String withValue(List<String> path, String value) {
        int begin = valueBegin(path);
        return SettingsEdit.replaced(text, begin, TomlValue.end(text, begin), value);
    }

    /// Returns the document with a line more under the header of a table.
    String withLine(List<String> table, String line) throws UnreadableSettings {
        int header = offset(table);
        if (text.charAt(header) != '[') {
            throw new UnreadableSettings(line(table), String.join(".", table) + " has no header of its own");
        }
        int end = text.indexOf('\n', header);
        end = end < 0 ? text.length() : end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end;
        return SettingsEdit.replaced(text, end, end, SettingsEdit.lineEnd(text) + line);
    }

    /// Whether a table is written in braces, which no header can add to.
    boolean isInline(String table) {
        if (!has(List.of(table))) {
            return false;
        }
        int key = offset(List.of(table));
        return text.charAt(key) != '['
                && text.startsWith("{", valueBegin(List.of(table)))
                && !text.substring(key, equalsSign(key)).contains(".");
    }

    TomlParseResult parsed() {
        return parsed;
    }

    /// The line of a key, from 1.
    int line(List<String> path) {
        TomlPosition position = parsed.inputPositionOf(path);
        return position == null ? 1 : position.line();
    }

    /// After the last key at the top level, else before the first table and the comment right above it.
    private String inserted(String line) {
        String end = SettingsEdit.lineEnd(text);
        int firstTable = parsed.keyPathSet(true).stream()
                .mapToInt(this::offset)
                .filter(key -> text.charAt(key) == '[')
                .map(key -> text.lastIndexOf('\n', key) + 1)
                .min()
                .orElse(text.length());
        int at = parsed.keyPathSet(true).stream()
                .filter(path -> offset(path) < firstTable && text.charAt(offset(path)) != '[')
                .mapToInt(path -> lineEnd(TomlValue.end(text, valueBegin(path))))
                .max()
                .orElse(-1);
        if (at < 0) {
            at = beginOfComment(firstTable);
            if (at < text.length()) {
                return SettingsEdit.replaced(text, at, at, line + end + end);
            }
        }
        String before = text.substring(0, at);
        boolean beginsALine = before.isEmpty() || before.endsWith("\n") || before.equals(MARK);
        return SettingsEdit.replaced(text, at, at, beginsALine ? line + end : end + line);
    }

    /// Goes up over comment lines without a gap.
    private int beginOfComment(int at) {
        if (at >= text.length()) {
            return text.length();
        }
        int begin = at;
        while (begin > 0) {
            int line = text.lastIndexOf('\n', begin - 2) + 1;
            if (!text.substring(line, begin).strip().startsWith("#")) {
                break;
            }
            begin = line;
        }
        return begin == 0 && text.startsWith(MARK) ? 1 : begin;
    }

    /// The begin of the next line, or the end of the text.
    private int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    private int valueBegin(List<String> path) {
        return afterBlanks(equalsSign(offset(path)) + 1);
    }

    /// The equals sign after a key, whose parts may be quoted.
    private int equalsSign(int key) {
        int at = key;
        while (text.charAt(at) != '=') {
            char c = text.charAt(at);
            at = c == '"' || c == '\'' ? TomlValue.stringEnd(text, at) : at + 1;
        }
        return at;
    }

    private int afterBlanks(int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /// The parser counts lines and code points from 1, after the byte order mark.
    private int offset(List<String> path) {
        TomlPosition position = Objects.requireNonNull(parsed.inputPositionOf(path));
        int start = text.startsWith(MARK) ? 1 : 0;
        for (int line = 1; line < position.line(); line++) {
            start = text.indexOf('\n', start) + 1;
        }
        return text.offsetByCodePoints(start, position.column() - 1);
    }
}
