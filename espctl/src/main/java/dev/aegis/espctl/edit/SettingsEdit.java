package dev.aegis.espctl.edit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sets an entry in a settings file. The result is parsed again: it must contain the entry, and everything else must
/// mean the same as before.
public final class SettingsEdit {
    private static final int MOST_STEPS = 20;

    private SettingsEdit() {}

    /// @param fileName decides the format: `.toml`, `.yaml`, `.yml`, anything else is JSON
    /// @param text the content of the file; empty for a new one
    /// @param path the path of the entry, from the top
    /// @param entry names and values (strings, lists of strings, booleans); an existing entry may have more
    /// @return the text with the entry; the same text if it has the entry
    public static String apply(String fileName, String text, List<String> path, Map<String, Object> entry)
            throws UnreadableSettings {
        SettingsFormat format = format(fileName);
        String before = format.others(text, path);
        String now = text;
        for (int i = 0; i < MOST_STEPS; i++) {
            String next = format.step(now, path, entry);
            if (next == null) {
                return checked(format, now, path, before);
            }
            now = next;
        }
        throw new UnreadableSettings(1, "its form cannot be changed automatically");
    }

    private static String checked(SettingsFormat format, String now, List<String> path, String before)
            throws UnreadableSettings {
        if (!format.others(now, path).equals(before)) {
            throw new UnreadableSettings(1, "it cannot be changed without changing other settings");
        }
        return now;
    }

    private static SettingsFormat format(String fileName) {
        if (fileName.endsWith(".toml")) {
            return new TomlSettings();
        }
        return fileName.endsWith(".yaml") || fileName.endsWith(".yml") ? new YamlSettings() : new JsonSettings();
    }

    /// Returns the line ending that the text uses.
    static String lineEnd(String text) {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    /// Returns one level of indentation, as the text uses it.
    static String indentUnit(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && Character.isWhitespace(line.charAt(0)))
                .findFirst()
                .map(SettingsEdit::indent)
                .orElse("  ");
    }

    static String indent(String line) {
        int end = 0;
        while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
            end++;
        }
        return line.substring(0, end);
    }

    /// Returns the indentation of the line at this position.
    static String indentAt(String text, int offset) {
        return indent(text.substring(text.lastIndexOf('\n', offset - 1) + 1));
    }

    static String replaced(String text, int from, int to, String with) {
        return text.substring(0, from) + with + text.substring(to);
    }

    /// Returns whether a value is the wanted one.
    static boolean same(@Nullable String canonical, Object wanted) {
        return Values.json(wanted).equals(canonical);
    }
}
