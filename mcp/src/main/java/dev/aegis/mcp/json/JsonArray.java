package dev.aegis.mcp.json;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A JSON array.
public record JsonArray(List<Json> items) implements Json {
    public static final JsonArray EMPTY = new JsonArray(List.of());

    public JsonArray {
        items = List.copyOf(items);
    }

    /// Returns an array of the given values, converted to JSON.
    public static JsonArray of(@Nullable Object... values) {
        return new JsonArray(Arrays.stream(values).map(Json::of).toList());
    }

    public Stream<Json> stream() {
        return items.stream();
    }

    /// Returns the objects in it and skips other kinds.
    public List<JsonObject> objects() {
        return stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }

    /// Returns the strings in it and skips other kinds.
    public List<String> texts() {
        return stream()
                .filter(Json.Text.class::isInstance)
                .map(item -> ((Json.Text) item).value())
                .toList();
    }

    @Override
    public String toString() {
        return JsonWriter.write(this);
    }
}
