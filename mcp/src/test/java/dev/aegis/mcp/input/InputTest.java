package dev.aegis.mcp.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import dev.aegis.mcp.schema.ArgumentSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class InputTest {
    private static final Input<String> TASK =
            Input.text("task_id").describedAs("the task").byDefault("latest");
    private static final Input<Integer> LINES =
            Input.integer("lines").atLeast(1).atMost(1000).byDefault(100);
    private static final OptionalInput<TimeUnit> UNIT = Input.choice("unit", TimeUnit.class);
    private static final OptionalInput<List<String>> NAMES =
            Input.texts("names").atMost(2);
    private static final OptionalInput<Map<String, String>> PARAMS = Input.textMap("params");
    private static final Input<Path> FILE = Input.text("file").required().as(Path::of);

    private static JsonObject json(String text) throws JsonReader.NotJson {
        return (JsonObject) JsonReader.read(text.replace('\'', '"'));
    }

    private static Arguments arguments(String text, Parameter... parameters) throws JsonReader.NotJson {
        var schema = new ArgumentSchema(Parameter.schemaOf(parameters));
        JsonObject given = json(text);
        assertEquals(List.of(), schema.errors(given));
        return new Arguments(schema.withDefaults(given));
    }

    @Test
    void givesSchemaWithRequiredInputsAndDefaults() throws Exception {
        assertEquals(
                json("{'type':'object','properties':{'task_id':{'type':'string','description':'the task',"
                        + "'default':'latest'},'lines':{'type':'integer','minimum':1,'maximum':1000,'default':100},"
                        + "'names':{'type':'array','items':{'type':'string'},'maxItems':2},'file':{'type':'string'}},"
                        + "'required':['file'],'additionalProperties':false}"),
                Parameter.schemaOf(TASK, LINES, NAMES, FILE));
    }

    @Test
    void readsTypedValues() throws Exception {
        var given = arguments(
                "{'lines':7.0,'unit':'seconds','names':['a','b'],'params':{'A':'1'},'file':'x/y'}",
                LINES,
                UNIT,
                NAMES,
                PARAMS,
                FILE);
        assertEquals(7, given.get(LINES));
        assertEquals(TimeUnit.SECONDS, given.find(UNIT));
        assertEquals(List.of("a", "b"), given.find(NAMES));
        assertEquals(Map.of("A", "1"), given.find(PARAMS));
        assertEquals(Path.of("x/y"), given.get(FILE));
    }

    @Test
    void fillsInDefaultsAndLeavesOutOptionalInputs() throws Exception {
        var given = arguments("{}", TASK, LINES, UNIT);
        assertEquals("latest", given.get(TASK));
        assertEquals(100, given.get(LINES));
        assertNull(given.find(UNIT));
    }

    @Test
    void readsHugeNumberAsTheLargestInteger() throws Exception {
        var size = Input.integer("size").byDefault(1);
        assertEquals(Integer.MAX_VALUE, arguments("{'size':1e30}", size).get(size));
    }

    @Test
    void refusesTwoParametersOfOneName() {
        assertThrows(IllegalArgumentException.class, () -> Parameter.schemaOf(TASK, TASK));
    }
}
