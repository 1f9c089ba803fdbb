package dev.aegis.mcp.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON object; its fields keep their order. Looking up a field of another kind than asked for finds nothing.
public record JsonObject(Map<String, Json> fields) implements Json {
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    public JsonObject {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// An object of alternating names and values, each value turned into JSON.
    public static JsonObject of(@Nullable Object... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a name without a value");
        }
        var fields = new LinkedHashMap<String, Json>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            fields.put(String.valueOf(namesAndValues[index]), Json.of(namesAndValues[index + 1]));
        }
        return new JsonObject(fields);
    }

    /// This object with one field set.
    public JsonObject with(String name, @Nullable Object value) {
        var copy = new LinkedHashMap<>(fields);
        copy.put(name, Json.of(value));
        return new JsonObject(copy);
    }

    /// This object with one field set, or unchanged where there is no value.
    public JsonObject withPresent(String name, @Nullable Object value) {
        return value == null ? this : with(name, value);
    }

    /// This object without one field.
    public JsonObject without(String name) {
        if (!has(name)) {
            return this;
        }
        var copy = new LinkedHashMap<>(fields);
        copy.remove(name);
        return new JsonObject(copy);
    }

    /// This object with all fields of another laid over it.
    public JsonObject merge(JsonObject other) {
        var copy = new LinkedHashMap<>(fields);
        copy.putAll(other.fields);
        return new JsonObject(copy);
    }

    public Set<String> names() {
        return fields.keySet();
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    public @Nullable Json get(String name) {
        return fields.get(name);
    }

    /// The field's object, or an empty one.
    public JsonObject object(String name) {
        return get(name) instanceof JsonObject object ? object : EMPTY;
    }

    /// The field's array, or an empty one.
    public JsonArray array(String name) {
        return get(name) instanceof JsonArray array ? array : JsonArray.EMPTY;
    }

    /// The field's text where it is there and a string.
    public Optional<String> findText(String name) {
        return get(name) instanceof Json.Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /// The field's text; for fields that a schema already requires.
    public String text(String name) {
        return findText(name).orElseThrow(() -> new IllegalArgumentException("no text in '" + name + "'"));
    }

    public String text(String name, String otherwise) {
        return findText(name).orElse(otherwise);
    }

    public boolean flag(String name, boolean otherwise) {
        return get(name) instanceof Json.Flag flag ? flag.value() : otherwise;
    }

    /// The field's whole number, capped at what a `long` holds.
    public long whole(String name, long otherwise) {
        if (!(get(name) instanceof Json.Numeral number) || !number.isWhole()) {
            return otherwise;
        }
        if (number.value().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return Long.MAX_VALUE;
        }
        if (number.value().compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) < 0) {
            return Long.MIN_VALUE;
        }
        return number.value().longValue();
    }

    public double number(String name, double otherwise) {
        return get(name) instanceof Json.Numeral number ? number.value().doubleValue() : otherwise;
    }

    @Override
    public String toString() {
        return JsonWriter.write(this);
    }
}
