package dev.aegis.espctl.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// TOML, with the entry as a table under a header of its own.
final class TomlSettings implements SettingsFormat {
    @Override
    public @Nullable String step(String text, List<String> path, Map<String, Object> entry) throws UnreadableSettings {
        TomlParseResult parsed = parsed(text);
        if (!parsed.contains(path)) {
            refuseInline(text, path.getFirst());
            return append(text, path, entry);
        }
        if (!(parsed.get(path) instanceof TomlTable table)) {
            throw new UnreadableSettings(line(parsed, path), String.join(".", path) + " is not a table");
        }
        for (Map.Entry<String, Object> field : entry.entrySet()) {
            Object value = table.get(List.of(field.getKey()));
            if (value == null) {
                return insert(text, parsed, path, field);
            }
            if (!SettingsEdit.same(Values.json(plain(value)), field.getValue())) {
                List<String> place = new ArrayList<>(path);
                place.add(field.getKey());
                return replace(text, parsed.inputPositionOf(place), field);
            }
        }
        return null;
    }

    @Override
    public String others(String text, List<String> path) throws UnreadableSettings {
        return Values.json(Values.without(plain(parsed(text)), path));
    }

    private static TomlParseResult parsed(String text) throws UnreadableSettings {
        TomlParseResult parsed = Toml.parse(text);
        if (parsed.hasErrors()) {
            TomlParseError first = parsed.errors().getFirst();
            throw new UnreadableSettings(first.position().line(), String.valueOf(first.getMessage()));
        }
        return parsed;
    }

    /// A table in braces is closed for ever, whatever some readers take.
    private static void refuseInline(String text, String name) throws UnreadableSettings {
        Matcher inline = Pattern.compile("(?m)^[ \\t]*[\"']?" + Pattern.quote(name) + "[\"']?[ \\t]*=")
                .matcher(text);
        if (inline.find()) {
            throw UnreadableSettings.at(
                    text, inline.start(), name + " is an inline table, which nothing can be added to");
        }
    }

    private static String append(String text, List<String> path, Map<String, Object> entry) {
        String lineEnd = SettingsEdit.lineEnd(text);
        String gap = text.isBlank() ? "" : text.endsWith("\n") ? lineEnd : lineEnd + lineEnd;
        return text + gap + "[" + String.join(".", path) + "]" + lineEnd
                + entry.entrySet().stream().map(field -> line(field) + lineEnd).collect(Collectors.joining());
    }

    /// Right under the header.
    private static String insert(
            String text, TomlParseResult parsed, List<String> path, Map.Entry<String, Object> field)
            throws UnreadableSettings {
        String header = path.stream()
                .map(name -> "[\"']?" + Pattern.quote(name) + "[\"']?")
                .collect(Collectors.joining("\\s*\\.\\s*", "(?m)^[ \\t]*\\[\\s*", "\\s*\\][^\\n]*"));
        Matcher found = Pattern.compile(header).matcher(text);
        if (!found.find()) {
            throw new UnreadableSettings(line(parsed, path), String.join(".", path) + " has no header of its own");
        }
        int end = text.charAt(found.end() - 1) == '\r' ? found.end() - 1 : found.end();
        return SettingsEdit.replaced(text, end, end, SettingsEdit.lineEnd(text) + line(field));
    }

    private static String replace(String text, @Nullable TomlPosition key, Map.Entry<String, Object> field)
            throws UnreadableSettings {
        int start = key == null ? -1 : text.indexOf('=', offset(text, key));
        if (start < 0) {
            throw new UnreadableSettings(key == null ? 1 : key.line(), field.getKey() + " cannot be found again");
        }
        return SettingsEdit.replaced(
                text, start + 1, TomlValue.end(text, start + 1), " " + Values.json(field.getValue()));
    }

    private static String line(Map.Entry<String, Object> field) {
        return field.getKey() + " = " + Values.json(field.getValue());
    }

    private static int line(TomlParseResult parsed, List<String> path) {
        TomlPosition position = parsed.inputPositionOf(path);
        return position == null ? 1 : position.line();
    }

    private static int offset(String text, TomlPosition position) {
        int start = 0;
        for (int i = 1; i < position.line(); i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return start + position.column() - 1;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case TomlTable table -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (String name : table.keySet()) {
                    map.put(name, plain(Objects.requireNonNull(table.get(List.of(name)))));
                }
                yield map;
            }
            case TomlArray array ->
                array.toList().stream().map(TomlSettings::plain).toList();
            case Boolean truth -> truth;
            case String words -> words;
            default -> value.getClass().getSimpleName() + " " + value;
        };
    }
}
