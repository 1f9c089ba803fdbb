package dev.aegis.mcp.input;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One parameter of a tool.
public sealed interface Parameter permits Input, OptionalInput {
    String name();

    /// Returns the JSON schema of the value.
    JsonObject schema();

    /// Returns the other names that are accepted and not shown.
    List<String> otherNames();

    /// Returns whether every call must have it.
    boolean isRequired();

    /// Returns the name of each parameter by its other names.
    static Map<String, String> otherNames(Parameter... parameters) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            parameter.otherNames().forEach(other -> names.put(other, parameter.name()));
        }
        return names;
    }

    /// Returns the JSON schema of an object with these parameters and no others.
    static JsonObject schemaOf(Parameter... parameters) {
        Map<String, Json> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Parameter parameter : parameters) {
            if (properties.put(parameter.name(), parameter.schema()) != null) {
                throw new IllegalArgumentException("the parameter '" + parameter.name() + "' is declared twice");
            }
            if (parameter.isRequired()) {
                required.add(parameter.name());
            }
        }
        Map<String, Json> schema = new LinkedHashMap<>();
        schema.put("type", new Json.Text("object"));
        schema.put("properties", new JsonObject(properties));
        if (!required.isEmpty()) {
            schema.put("required", Json.of(required));
        }
        schema.put("additionalProperties", new Json.Flag(false));
        return new JsonObject(schema);
    }
}
