package dev.aegis.espctl.edit;

import java.util.List;
import java.util.Optional;

/// A TOML document as its author wrote it: one value changes, and every other character stays. Expects what a TOML
/// parser has already found to be valid.
public final class TomlText {
    private final String text;
    private final List<TomlScan.Assignment> assignments;
    private final TomlScan scan;

    public TomlText(String text) {
        this.text = text;
        this.scan = new TomlScan(text);
        this.assignments = scan.assignments();
    }

    public boolean has(List<String> path) {
        return find(path).isPresent();
    }

    /// @param path of a key that is there, or of one at the top level
    public String with(List<String> path, String value) {
        Optional<TomlScan.Assignment> found = find(path);
        if (found.isPresent()) {
            int from = found.get().valueBegin();
            boolean literal = text.startsWith("'", from) && !text.startsWith("'''", from);
            return text.substring(0, from)
                    + (literal && value.indexOf('\'') < 0 ? "'" + value + "'" : quoted(value))
                    + text.substring(found.get().valueEnd());
        }
        return inserted(String.join(".", path) + " = " + quoted(value));
    }

    static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private Optional<TomlScan.Assignment> find(List<String> path) {
        return assignments.stream()
                .filter(assignment -> assignment.path().equals(path))
                .findFirst();
    }

    /// After the last key at the top level, else before the first table with the comment right above it.
    private String inserted(String line) {
        String end = text.contains("\r\n") ? "\r\n" : "\n";
        int at = assignments.stream()
                .filter(assignment -> assignment.end() <= scan.firstTable())
                .mapToInt(TomlScan.Assignment::end)
                .max()
                .orElse(-1);
        if (at < 0) {
            at = beginOfComment(scan.firstTable());
            if (at < text.length()) {
                return text.substring(0, at) + line + end + end + text.substring(at);
            }
        }
        String before = text.substring(0, at);
        return before.isEmpty() || before.endsWith("\n") || before.equals(TomlScan.MARK)
                ? before + line + end + text.substring(at)
                : before + end + line + text.substring(at);
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
        return begin == 0 && text.startsWith(TomlScan.MARK) ? 1 : begin;
    }
}
