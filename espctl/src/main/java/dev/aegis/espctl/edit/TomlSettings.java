package dev.aegis.espctl.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// TOML settings. A new entry is written as a table with its own header.
final class TomlSettings implements SettingsFormat {
    @Override
    public @Nullable String step(String text, List<String> path, Map<String, Object> entry) throws UnreadableSettings {
        TomlText document = TomlText.read(text);
        if (!document.has(path)) {
            String first = path.getFirst();
            if (document.isInline(first)) {
                throw new UnreadableSettings(
                        document.line(List.of(first)), first + " is an inline table, to which nothing can be added");
            }
            return append(text, path, entry);
        }
        if (!(document.parsed().get(path) instanceof TomlTable table)) {
            throw new UnreadableSettings(document.line(path), String.join(".", path) + " is not a table");
        }
        for (Map.Entry<String, Object> field : entry.entrySet()) {
            Object value = table.get(List.of(field.getKey()));
            if (value == null) {
                return document.withLine(path, line(field));
            }
            if (!SettingsEdit.same(Values.json(plain(value)), field.getValue())) {
                List<String> key = new ArrayList<>(path);
                key.add(field.getKey());
                return document.withValue(key, Values.json(field.getValue()));
            }
        }
        return null;
    }

    @Override
    public String others(String text, List<String> path) throws UnreadableSettings {
        return Values.json(Values.without(plain(TomlText.read(text).parsed()), path));
    }

    private static String append(String text, List<String> path, Map<String, Object> entry) {
        String lineEnd = SettingsEdit.lineEnd(text);
        String gap = text.isBlank() ? "" : text.endsWith("\n") ? lineEnd : lineEnd + lineEnd;
        return text + gap + "[" + String.join(".", path) + "]" + lineEnd
                + entry.entrySet().stream().map(field -> line(field) + lineEnd).collect(Collectors.joining());
    }

    private static String line(Map.Entry<String, Object> field) {
        return field.getKey() + " = " + Values.json(field.getValue());
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
