package dev.aegis.mcp.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON object. Its fields keep their order. The typed getters ignore a field of another type.
public record JsonObject(Map<String, Json> fields) implements Json {
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    public JsonObject {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// Returns an object of alternating names and values, which are converted to JSON.
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

    /// Returns this object with one field set.
    public JsonObject with(String name, @Nullable Object value) {
        var copy = new LinkedHashMap<>(fields);
        copy.put(name, Json.of(value));
        return new JsonObject(copy);
    }

    /// Returns this object with one field set, or this object if the value is null.
    public JsonObject withPresent(String name, @Nullable Object value) {
        return value == null ? this : with(name, value);
    }

    /// Returns this object without one field.
    public JsonObject without(String name) {
        if (!has(name)) {
            return this;
        }
        var copy = new LinkedHashMap<>(fields);
        copy.remove(name);
        return new JsonObject(copy);
    }

    /// Returns this object with all fields of another one, which replace its own.
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

    /// Returns the field's object, or an empty one.
    public JsonObject object(String name) {
        return get(name) instanceof JsonObject object ? object : EMPTY;
    }

    /// Returns the field's array, or an empty one.
    public JsonArray array(String name) {
        return get(name) instanceof JsonArray array ? array : JsonArray.EMPTY;
    }

    /// Returns the field's text if it is a string.
    public Optional<String> findText(String name) {
        return get(name) instanceof Json.Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /// Returns the field's text, for fields that a schema requires.
    public String text(String name) {
        return findText(name).orElseThrow(() -> new IllegalArgumentException("no text in '" + name + "'"));
    }

    public String text(String name, String otherwise) {
        return findText(name).orElse(otherwise);
    }

    public boolean flag(String name, boolean otherwise) {
        return get(name) instanceof Json.Flag flag ? flag.value() : otherwise;
    }

    /// Returns the field's whole number, limited to the range of `long`.
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
