package dev.aegis.mcp.tool;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A field of a tool's structured result. Declare the fields that a caller needs for its next step, as a model
/// reads the schema of every tool.
///
/// @param schema the JSON schema of the value
public record Field(String name, JsonObject schema) {
    public static Field text(String name) {
        return of(name, "string");
    }

    public static Field integer(String name) {
        return of(name, "integer");
    }

    public static Field flag(String name) {
        return of(name, "boolean");
    }

    public static Field list(String name) {
        return of(name, "array");
    }

    /// @param words the possible values
    public static Field choice(String name, String... words) {
        return new Field(name, JsonObject.of("type", "string", "enum", List.of(words)));
    }

    /// @param fields none for an object of any shape
    public static Field object(String name, Field... fields) {
        return fields.length == 0 ? of(name, "object") : new Field(name, schemaOf(fields));
    }

    private static Field of(String name, String type) {
        return new Field(name, JsonObject.of("type", type));
    }

    /// Returns the JSON schema of an object with these fields, which may have others too.
    public static JsonObject schemaOf(Field... fields) {
        Map<String, Json> properties = new LinkedHashMap<>();
        for (Field field : fields) {
            properties.put(field.name, field.schema);
        }
        return JsonObject.of("type", "object", "properties", new JsonObject(properties));
    }
}
