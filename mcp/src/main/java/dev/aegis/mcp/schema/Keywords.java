package dev.aegis.mcp.schema;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonArray;
import dev.aegis.mcp.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/// The JSON Schema keywords that a schema may have. Any other keyword is a typing error and is refused when the
/// tool is registered.
final class Keywords {
    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "integer", "number", "boolean", "null");
    private static final Set<String> CHECKED = Set.of(
            "type",
            "enum",
            "const",
            "required",
            "properties",
            "additionalProperties",
            "items",
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "pattern",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum");
    private static final Set<String> DESCRIBING = Set.of(
            "title", "description", "default", "examples", "format", "deprecated", "$schema", "$comment", "enumNames");
    /// Shown to the client; the tool itself checks them.
    private static final Set<String> CHECKED_BY_TOOL =
            Set.of("$ref", "$defs", "$anchor", "$id", "allOf", "anyOf", "oneOf", "not", "if", "then", "else");

    private Keywords() {}

    static void require(JsonObject schema) {
        check("", schema);
    }

    private static void check(String path, JsonObject schema) {
        for (String keyword : schema.names()) {
            if (!isKnown(keyword)) {
                throw new IllegalArgumentException("schema" + path + " has the unknown keyword '" + keyword + "'");
            }
        }
        unknownType(schema).ifPresent(type -> {
            throw new IllegalArgumentException("schema" + path + " has the unknown type '" + type + "'");
        });
        schema.object("properties").fields().forEach((name, value) -> {
            if (value instanceof JsonObject property) {
                check(path + "." + name, property);
            }
        });
        if (schema.get("items") instanceof JsonObject items) {
            check(path + "[]", items);
        }
        if (schema.get("additionalProperties") instanceof JsonObject others) {
            check(path + ".*", others);
        }
    }

    private static boolean isKnown(String keyword) {
        return CHECKED.contains(keyword)
                || DESCRIBING.contains(keyword)
                || CHECKED_BY_TOOL.contains(keyword)
                || keyword.startsWith("x-");
    }

    private static Optional<String> unknownType(JsonObject schema) {
        Json type = schema.get("type");
        if (type instanceof Json.Text text) {
            return Optional.of(text.value()).filter(name -> !TYPES.contains(name));
        }
        if (type instanceof JsonArray choices) {
            return choices.texts().stream()
                    .filter(name -> !TYPES.contains(name))
                    .findFirst();
        }
        return Optional.empty();
    }
}
