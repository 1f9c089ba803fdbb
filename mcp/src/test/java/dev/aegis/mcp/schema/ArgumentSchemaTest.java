package dev.aegis.mcp.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArgumentSchemaTest {
    private static JsonObject json(String text) throws JsonReader.NotJson {
        return (JsonObject) JsonReader.read(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'string'} | 7 | 'x' must be a string, not a whole number 7",
                "{'type':'integer'} | 1.5 | 'x' must be a whole number, not a number 1.5",
                "{'type':'integer'} | 1.0 |",
                "{'type':'number'} | 3 |",
                "{'type':'boolean'} | 'true' | 'x' must be a boolean, not a string 'true'",
                "{'type':['string','null']} | null |",
                "{'type':['string','null']} | [] | 'x' must be a string or null, not a list []",
                "{'enum':['esp32','esp32s3']} | 'esp32-s3' | 'x' must be one of esp32, esp32s3, not 'esp32-s3'; did you mean 'esp32s3'?",
                "{'const':1} | 1.0 |",
                "{'const':1} | 2 | 'x' must be 1, not 2",
                "{'type':'integer','minimum':1} | 0 | 'x' must be at least 1, not 0",
                "{'type':'integer','maximum':9} | 10 | 'x' must be at most 9, not 10",
                "{'exclusiveMinimum':1} | 1 | 'x' must be more than 1, not 1",
                "{'exclusiveMaximum':1} | 1 | 'x' must be less than 1, not 1",
                "{'minLength':1} | '' | 'x' must not be empty",
                "{'maxLength':2} | 'abc' | 'x' takes at most 2 characters, not 3",
                "{'maxLength':1} | '👋' |",
                "{'pattern':'^[a-z]+$'} | 'A1' | 'x' has a form that is not accepted: 'A1'",
                "{'type':'array','minItems':1} | [] | 'x' needs at least 1 items, not 0",
                "{'type':'array','maxItems':1} | [1,2] | 'x' takes at most 1 items, not 2",
                "{'type':'array','items':{'type':'string'}} | ['a',1] | 'x[1]' must be a string, not a whole number 1",
                "{'type':'object','properties':{'y':{'type':'string'}},'required':['y']} | {} | 'x.y' is missing",
                "{'type':'object','properties':{'inner':{}}} | {'iner':1} | unknown argument 'x.iner'; did you mean 'inner'?",
                "{'type':'object','additionalProperties':{'type':'integer'}} | {'a':'b'} | 'x.a' must be a whole number, not a string 'b'"
            })
    void reportsInvalidValues(String property, String value, @Nullable String complaint) throws Exception {
        var schema = new ArgumentSchema(json(
                "{'type':'object','properties':{'x':%s}}".formatted(property).replace('\'', '"')));
        var arguments = json("{'x':%s}".formatted(value).replace('\'', '"'));
        assertEquals(complaint == null ? List.of() : List.of(complaint), schema.errors(arguments));
    }

    @Test
    void reportsTenErrorsAndCountsTheRest() throws Exception {
        var arguments = new StringBuilder("{\"a0\":1");
        for (int index = 1; index < 15; index++) {
            arguments.append(",\"a").append(index).append("\":1");
        }
        var complaints = new ArgumentSchema(json("{\"type\":\"object\"}")).errors(json(arguments + "}"));
        assertEquals(11, complaints.size());
        assertEquals("and 5 more", complaints.getLast());
    }

    @Test
    void shortensRepeatedInput() throws Exception {
        var schema = new ArgumentSchema(json("{\"type\":\"object\",\"properties\":{\"x\":{\"enum\":[\"a\"]}}}"));
        var complaint = schema.errors(JsonObject.of("x", "b".repeat(100_000))).getFirst();
        assertEquals("'x' must be one of a, not '" + "b".repeat(60) + "...'", complaint);
    }

    @Test
    void fillsInDefaults() throws Exception {
        var schema = new ArgumentSchema(
                json("{\"type\":\"object\",\"properties\":{\"a\":{\"default\":1},\"b\":{\"default\":2},\"c\":{}}}"));
        assertEquals(json("{\"b\":7,\"a\":1}"), schema.withDefaults(json("{\"b\":7}")));
    }

    @Test
    void refusesUnknownKeywordsInSchema() throws Exception {
        var misspelled = json("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"maxLenght\":1}}}");
        var refusal = assertThrows(IllegalArgumentException.class, () -> new ArgumentSchema(misspelled));
        assertEquals("schema.a has the unknown keyword 'maxLenght'", refusal.getMessage());
        var wrongType = json("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"int\"}}}");
        assertThrows(IllegalArgumentException.class, () -> new ArgumentSchema(wrongType));
        var list = json("{\"type\":\"array\"}");
        assertThrows(IllegalArgumentException.class, () -> new ArgumentSchema(list));
    }
}
