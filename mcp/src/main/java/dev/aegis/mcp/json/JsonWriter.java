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

    /// By way of characters, not bytes: a lone surrogate that a client sent would stop the byte writer
    /// in mid-message.
    public static String write(Json json) {
        var text = new StringWriter(256);
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(generator, json);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Json json) {
        switch (json) {
            case JsonObject object -> object(generator, object);
            case JsonArray array -> array(generator, array);
            case Json.Text text -> generator.writeString(text.value());
            case Json.Numeral number -> generator.writeNumber(number.value());
            case Json.Flag flag -> generator.writeBoolean(flag.value());
            case Json.Nothing _ -> generator.writeNull();
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
