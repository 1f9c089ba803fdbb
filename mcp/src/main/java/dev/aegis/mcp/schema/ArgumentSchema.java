package dev.aegis.mcp.schema;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The JSON schema of a tool's arguments.
///
/// Checked are `type`, `enum`, `const`, `required`, `properties`, `additionalProperties`, `items`, `minItems`,
/// `maxItems`, `minLength`, `maxLength`, `pattern`, `minimum`, `maximum`, `exclusiveMinimum` and
/// `exclusiveMaximum`. References and compositions (`$ref`, `anyOf`, ...) are shown to the client and not checked
/// here. Arguments that the schema does not name are refused unless it has `additionalProperties: true`.
public final class ArgumentSchema {
    private static final int MAX_ERRORS = 10;

    private final JsonObject schema;
    private final Map<String, String> otherNames;

    public ArgumentSchema(JsonObject schema) {
        this(schema, Map.of());
    }

    /// @param otherNames names that are accepted and not shown, with the name that each is read as
    public ArgumentSchema(JsonObject schema, Map<String, String> otherNames) {
        if (!schema.text("type", "").equals("object")) {
            throw new IllegalArgumentException("the root of a tool's schema must be of type object");
        }
        Keywords.require(schema);
        this.schema = schema;
        this.otherNames = Map.copyOf(otherNames);
    }

    public JsonObject json() {
        return schema;
    }

    /// Returns the arguments by the names of the schema. If a call uses both names of one argument, the other name
    /// stays, and is refused as unknown.
    public JsonObject renamed(JsonObject arguments) {
        JsonObject renamed = arguments;
        for (var other : otherNames.entrySet()) {
            Json value = renamed.get(other.getKey());
            if (value != null && !renamed.has(other.getValue())) {
                renamed = renamed.without(other.getKey()).with(other.getValue(), value);
            }
        }
        return renamed;
    }

    /// Returns the first ten errors; none if the arguments are valid.
    public List<String> errors(JsonObject arguments) {
        var errors = new ArrayList<String>();
        new Checker(errors).check("", schema, arguments);
        if (errors.size() <= MAX_ERRORS) {
            return errors;
        }
        var first = new ArrayList<>(errors.subList(0, MAX_ERRORS));
        first.add("and " + (errors.size() - MAX_ERRORS) + " more");
        return first;
    }

    /// Returns the arguments, with the declared default for each missing one.
    public JsonObject withDefaults(JsonObject arguments) {
        JsonObject filled = arguments;
        for (var property : schema.object("properties").fields().entrySet()) {
            if (!filled.has(property.getKey()) && property.getValue() instanceof JsonObject declared) {
                Json standard = declared.get("default");
                filled = filled.withPresent(property.getKey(), standard);
            }
        }
        return filled;
    }
}
