package dev.aegis.mcp.json;

import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes one JSON value on one line.
public final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {}

    /// Writes characters, not bytes: a lone surrogate from a client would stop the byte writer in the middle of a
    /// message.
    public static String write(Json json) {
        var text = new StringWriter(256);
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(generator, json);
        }
        return text.toString();
    }

    /// Uses `instanceof`, like all code before the first answer: a pattern switch is linked at run time, which the
    /// AOT cache does not keep, and delayed the first answer by a tenth of a second. See decision 0004.
    private static void write(JsonGenerator generator, Json json) {
        if (json instanceof JsonObject object) {
            object(generator, object);
        } else if (json instanceof JsonArray array) {
            array(generator, array);
        } else if (json instanceof Json.Text text) {
            generator.writeString(text.value());
        } else if (json instanceof Json.Numeral number) {
            generator.writeNumber(number.value());
        } else if (json instanceof Json.Flag flag) {
            generator.writeBoolean(flag.value());
        } else {
            generator.writeNull();
        }
    }

    private static void object(JsonGenerator generator, JsonObject object) {
        generator.writeStartObject();
        for (Map.Entry<String, Json> field : object.fields().entrySet()) {
            generator.writeName(field.getKey());
            write(generator, field.getValue());
        }
        generator.writeEndObject();
    }

    private static void array(JsonGenerator generator, JsonArray array) {
        generator.writeStartArray();
        array.items().forEach(item -> write(generator, item));
        generator.writeEndArray();
    }
}
