package dev.aegis.mcp.schema;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// The declared shape of a tool's arguments.
///
/// Checked are `type`, `enum`, `const`, `required`, `properties`, `additionalProperties`, `items`,
/// `minItems`, `maxItems`, `minLength`, `maxLength`, `pattern`, `minimum`, `maximum`,
/// `exclusiveMinimum` and `exclusiveMaximum`. References and compositions (`$ref`, `anyOf`, ...) are
/// shown to the client and left to the tool. Arguments that the schema does not name are refused unless
/// it says `additionalProperties: true`.
public final class ArgumentSchema {
    private static final int MOST_COMPLAINTS = 10;

    private final JsonObject schema;

    public ArgumentSchema(JsonObject schema) {
        if (!schema.text("type", "").equals("object")) {
            throw new IllegalArgumentException("the root of a tool's schema must be of type object");
        }
        Keywords.require(schema);
        this.schema = schema;
    }

    public JsonObject json() {
        return schema;
    }

    /// What is wrong, the first ten; empty where the arguments fit.
    public List<String> complaints(JsonObject arguments) {
        var complaints = new ArrayList<String>();
        new Checker(complaints).check("", schema, arguments);
        if (complaints.size() <= MOST_COMPLAINTS) {
            return complaints;
        }
        var first = new ArrayList<>(complaints.subList(0, MOST_COMPLAINTS));
        first.add("and " + (complaints.size() - MOST_COMPLAINTS) + " more");
        return first;
    }

    /// The arguments with each missing one set to its declared default.
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
