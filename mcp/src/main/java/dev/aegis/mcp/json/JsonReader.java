package dev.aegis.mcp.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Reads one JSON value from UTF-8. The caller limits the bytes; this limits depth and the length of numbers.
public final class JsonReader {
    private static final int DEEPEST = 200;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonReader() {}

    public static Json read(String text) throws NotJson {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return read(bytes, 0, bytes.length);
    }

    public static Json read(byte[] bytes, int offset, int length) throws NotJson {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            Json value = value(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new NotJson("there is more after the first value");
            }
            return value;
        } catch (StreamConstraintsException tooMuch) {
            throw new NotJson("nested deeper than " + DEEPEST + ", or with a number of more than 1000 digits");
        } catch (JacksonException refused) {
            throw new NotJson("line " + refused.getLocation().getLineNr() + ", column "
                    + refused.getLocation().getColumnNr() + " is not valid JSON");
        }
    }

    private static Json value(JsonParser parser, @Nullable JsonToken token) throws NotJson {
        if (token == null) {
            throw new NotJson("there is nothing");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Json.Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Numeral(parser.getDecimalValue());
            case VALUE_TRUE -> new Json.Flag(true);
            case VALUE_FALSE -> new Json.Flag(false);
            case VALUE_NULL -> Json.Nothing.NULL;
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new NotJson("a value was expected");
        };
    }

    private static JsonObject object(JsonParser parser) throws NotJson {
        var fields = new LinkedHashMap<String, Json>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            fields.put(name, value(parser, parser.nextToken()));
        }
        return new JsonObject(fields);
    }

    private static JsonArray array(JsonParser parser) throws NotJson {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token));
        }
        return new JsonArray(items);
    }

    /// The bytes are not JSON, or are nested too deeply.
    public static final class NotJson extends Exception {
        NotJson(String reason) {
            super(reason);
        }
    }
}
