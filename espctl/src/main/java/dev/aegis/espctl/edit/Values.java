package dev.aegis.espctl.edit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values as JSON text. JSON is also valid YAML and, except for objects, valid TOML, so it is written into all three
/// formats; and its canonical form is used to compare two values.
public final class Values {
    private Values() {}

    /// Returns the canonical form: one line, object members sorted by name.
    public static String json(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> quoted(text);
            case List<?> list -> list.stream().map(Values::json).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map -> {
                Map<String, String> sorted = new TreeMap<>();
                map.forEach((name, inner) -> sorted.put(String.valueOf(name), json(inner)));
                yield sorted.entrySet().stream()
                        .map(field -> quoted(field.getKey()) + ": " + field.getValue())
                        .collect(Collectors.joining(", ", "{", "}"));
            }
            default -> value.toString();
        };
    }

    /// Returns the readable form: objects on several lines, other values on one.
    ///
    /// @param indent the indentation of the line in which the value starts
    static String pretty(Object value, String indent, String unit, String lineEnd) {
        if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
            return json(value);
        }
        String deeper = indent + unit;
        return map.entrySet().stream()
                .map(field -> deeper + quoted(String.valueOf(field.getKey())) + ": "
                        + pretty(field.getValue(), deeper, unit, lineEnd))
                .collect(Collectors.joining("," + lineEnd, "{" + lineEnd, lineEnd + indent + "}"));
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        quoted.append("\\u%04x".formatted(c));
                    } else {
                        quoted.append((char) c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    /// Returns the value without the one at this path, and without objects that become empty by that.
    static @Nullable Object without(@Nullable Object value, List<String> path) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, @Nullable Object> rest = new TreeMap<>();
        map.forEach((name, inner) -> rest.put(String.valueOf(name), inner));
        String first = path.getFirst();
        if (rest.containsKey(first)) {
            Object inner = path.size() == 1 ? null : without(rest.get(first), path.subList(1, path.size()));
            boolean empty = inner == null || (inner instanceof Map<?, ?> left && left.isEmpty());
            if (empty) {
                rest.remove(first);
            } else {
                rest.put(first, inner);
            }
        }
        return rest.isEmpty() ? null : rest;
    }

    /// `{a: {b: value}}`.
    static Object nested(List<String> path, Object value) {
        Object nested = value;
        for (String name : path.reversed()) {
            nested = Map.of(name, nested);
        }
        return nested;
    }
}
