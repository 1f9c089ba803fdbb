package dev.aegis.mcp.json;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Any JSON value.
public sealed interface Json permits JsonObject, JsonArray, Json.Text, Json.Numeral, Json.Flag, Json.Nothing {
    /// A string.
    record Text(String value) implements Json {
        @Override
        public String toString() {
            return JsonWriter.write(this);
        }
    }

    /// A number. It keeps its decimal form, so that an id is returned as it was sent.
    record Numeral(BigDecimal value) implements Json {
        /// Returns whether it has no fraction. `1.0` is whole, as in JSON Schema.
        public boolean isWhole() {
            return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
        }

        @Override
        public String toString() {
            return JsonWriter.write(this);
        }
    }

    /// True or false.
    record Flag(boolean value) implements Json {
        @Override
        public String toString() {
            return JsonWriter.write(this);
        }
    }

    /// JSON's `null`.
    enum Nothing implements Json {
        NULL;

        @Override
        public String toString() {
            return JsonWriter.write(this);
        }
    }

    /// Returns the name of this kind in JSON Schema.
    default String kind() {
        return switch (this) {
            case JsonObject _ -> "object";
            case JsonArray _ -> "array";
            case Text _ -> "string";
            case Numeral number -> number.isWhole() ? "integer" : "number";
            case Flag _ -> "boolean";
            case Nothing _ -> "null";
        };
    }

    /// Returns the text of a string, or null for other kinds.
    default @Nullable String asText() {
        return this instanceof Text text ? text.value() : null;
    }

    /// Converts a Java value to JSON: null, text, enums, numbers, booleans, maps, lists, and JSON itself.
    static Json of(@Nullable Object value) {
        if (value == null) {
            return Nothing.NULL;
        }
        if (value instanceof Json json) {
            return json;
        }
        if (value instanceof Boolean flag) {
            return new Flag(flag);
        }
        if (value instanceof Number number) {
            return new Numeral(decimal(number));
        }
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        if (value instanceof List<?> list) {
            return new JsonArray(list.stream().map(Json::of).toList());
        }
        if (value instanceof CharSequence || value instanceof Enum<?>) {
            return new Text(value.toString());
        }
        throw new IllegalArgumentException("no JSON for " + value.getClass());
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof Double || number instanceof Float
                ? BigDecimal.valueOf(number.doubleValue())
                : BigDecimal.valueOf(number.longValue());
    }

    private static JsonObject object(Map<?, ?> map) {
        var fields = new LinkedHashMap<String, Json>();
        map.forEach((key, value) -> fields.put(String.valueOf(key), of(value)));
        return new JsonObject(fields);
    }
}
