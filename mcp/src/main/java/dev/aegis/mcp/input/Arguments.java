package dev.aegis.mcp.input;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// The arguments of one call. They match the tool's schema, and defaults are filled in.
public final class Arguments {
    private final JsonObject json;

    public Arguments(JsonObject json) {
        this.json = json;
    }

    /// Returns the value of an input.
    public <T> T get(Input<T> input) {
        Json value = json.get(input.name());
        if (value == null) {
            throw new IllegalArgumentException("'" + input.name() + "' is missing although the schema demands it");
        }
        return input.read(value);
    }

    /// Returns the value of an optional input, or null if the call leaves it out.
    public <T> @Nullable T find(OptionalInput<T> input) {
        Json value = json.get(input.name());
        return value == null ? null : input.read(value);
    }

    /// Returns all arguments as JSON, for tools whose schema is not declared by inputs.
    public JsonObject json() {
        return json;
    }
}
