package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.tool.ToolCatalog;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonArray;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.testkit.mcp.McpClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Wrong values for every argument of every tool. The cases are derived from the schemas that the server lists, so new
/// tools are covered without changes.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class McpArgumentsTest {
    private static final List<Json> ONE_OF_EACH_KIND = List.of(
            new Json.Text("word"),
            new Json.Numeral(BigDecimal.ONE),
            new Json.Numeral(new BigDecimal("1.5")),
            new Json.Flag(true),
            Json.Nothing.NULL,
            new JsonArray(List.of()),
            JsonObject.EMPTY);
    private static final List<String> ODD_TEXTS = List.of(
            "",
            "  ",
            "x".repeat(70_000),
            "\"".repeat(5_000),
            "a\0b\n\t\u001b[31m",
            "../../etc/passwd",
            "-D",
            "--help",
            "$(id)",
            "%s%n",
            "\u202e\uffff",
            "\ud800",
            "esp32zz",
            "latest",
            "null");

    @TempDir
    static Path folder;

    private static McpClient client;
    private static List<JsonObject> tools;

    @BeforeAll
    static void serve() throws IOException {
        Path project = folder.resolve("project");
        Files.createDirectories(project.resolve("main"));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        Files.writeString(project.resolve("main/main.c"), "void app_main(void) {}\n");
        client = new EspctlProcess(Files.createDirectory(folder.resolve("home")), project).mcp();
        tools = client.ask("tools/list", JsonObject.EMPTY).array("tools").objects();
    }

    @AfterAll
    static void end() throws Exception {
        assertEquals(0, client.leave());
        assertEquals("", Files.readString(folder.resolve("mcp.stderr")), "no fault of its own was reported");
        client.close();
    }

    /// Some clients drop a tool because of one keyword in its schema, others drop the whole list because of one tool.
    @Test
    void declaresEveryToolWithinTheLimitsOfClients() throws Exception {
        for (JsonObject tool : tools) {
            String name = tool.text("name");
            JsonObject input = tool.object("inputSchema");
            assertTrue(name.matches("[a-z0-9_.]{1,32}"), name);
            assertTrue(tool.text("description").length() <= 2048, name);
            assertTrue(tool.toString().chars().allMatch(letter -> letter < 128), name);
            assertTrue(input.toString().length() <= 5000, name);
            assertEquals("object", input.text("type"), name);
            assertEquals("object", tool.object("outputSchema").text("type"), name);
            assertFalse(input.flag("additionalProperties", true), name);
            for (String keyword : List.of("oneOf", "anyOf", "allOf", "not", "if", "$ref", "$defs")) {
                assertFalse(tool.toString().contains('"' + keyword + '"'), name + " has " + keyword);
            }
            for (String argument : properties(tool).keySet()) {
                assertTrue(argument.matches("[A-Za-z0-9_]+"), name + " " + argument);
            }
            assertEquals(
                    Set.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"),
                    tool.object("annotations").names().stream()
                            .filter(hint -> !hint.equals("title"))
                            .collect(Collectors.toSet()),
                    name);
        }
        String instructions = String.valueOf(ToolCatalog.info("0").instructions());
        assertTrue(instructions.length() <= 1536, instructions.length() + " bytes of instructions");
    }

    @Test
    void refusesEveryWrongTypeByItsName() throws Exception {
        assertEquals(
                List.of(),
                overProperties((name, schema) -> ONE_OF_EACH_KIND.stream()
                        .filter(value -> !fits(schema, value))
                        .toList()));
    }

    @Test
    void refusesEveryValueOutOfRange() throws Exception {
        assertEquals(List.of(), overProperties((name, schema) -> outOfRange(schema)));
    }

    @Test
    void refusesEveryMissingArgumentByItsName() throws Exception {
        List<String> accepted = new ArrayList<>();
        for (JsonObject tool : tools) {
            for (String required : tool.object("inputSchema").array("required").texts()) {
                accepted.addAll(complaints(tool, valid(tool).without(required), "'" + required + "' is missing"));
            }
        }
        assertEquals(List.of(), accepted);
    }

    @Test
    void suggestsTheArgumentForAMisspeltOne() throws Exception {
        List<String> accepted = new ArrayList<>();
        for (JsonObject tool : tools) {
            accepted.addAll(complaints(tool, valid(tool).with("qqqq", 1), "unknown argument 'qqqq'"));
            for (String known : properties(tool).keySet()) {
                JsonObject misspelt = valid(tool).without(known).with(known + "s", 1);
                accepted.addAll(complaints(tool, misspelt, "did you mean '" + known + "'?"));
            }
        }
        assertEquals(List.of(), accepted);
    }

    /// Sends unusual text that fits the schema. The client checks each answer, success or failure, against the output
    /// schema of the tool.
    @Test
    void answersUnusualTextBriefly() throws Exception {
        for (JsonObject tool : tools) {
            for (Map.Entry<String, Json> property : properties(tool).entrySet()) {
                if (!((JsonObject) property.getValue()).text("type", "").equals("string")) {
                    continue;
                }
                for (String odd : ODD_TEXTS) {
                    client.result(tool.text("name"), valid(tool).with(property.getKey(), odd));
                }
            }
        }
        JsonObject left = client.call("validate_config", JsonObject.EMPTY);
        assertEquals(true, left.flag("valid", false), "no odd text has spoilt the project: " + left);
    }

    @Test
    void refusesArgumentsThatAreNoObject() throws Exception {
        for (Json value : List.of(new JsonArray(List.of()), new Json.Text("{}"), new Json.Flag(true))) {
            JsonObject result = client.ask("tools/call", JsonObject.of("name", "doctor", "arguments", value));
            assertEquals(true, result.flag("isError", false), result.toString());
        }
    }

    @Test
    void suggestsTheToolForAMisspeltOne() throws Exception {
        JsonObject answer = client.answer(client.send("tools/call", JsonObject.of("name", "biuld")));

        assertEquals(
                "unknown tool 'biuld'; did you mean 'build'?",
                answer.object("error").text("message"));
    }

    /// @return the answers that do not name the argument
    private static List<String> overProperties(BiFunction<String, JsonObject, List<Json>> wrong) throws IOException {
        List<String> accepted = new ArrayList<>();
        for (JsonObject tool : tools) {
            for (Map.Entry<String, Json> property : properties(tool).entrySet()) {
                String name = property.getKey();
                for (Json value : wrong.apply(name, (JsonObject) property.getValue())) {
                    accepted.addAll(complaints(tool, valid(tool).with(name, value), "'" + name));
                }
            }
        }
        return accepted;
    }

    private static List<String> complaints(JsonObject tool, JsonObject arguments, String named) throws IOException {
        JsonObject result = client.result(tool.text("name"), arguments);
        boolean refused = result.flag("isError", false)
                && result.array("content").objects().getFirst().text("text").contains(named);
        return refused ? List.of() : List.of(tool.text("name") + " " + arguments + " -> " + result);
    }

    private static Map<String, Json> properties(JsonObject tool) {
        return tool.object("inputSchema").object("properties").fields();
    }

    private static boolean fits(JsonObject schema, Json value) {
        String type = schema.text("type");
        return value.kind().equals(type)
                || (type.equals("number") && value.kind().equals("integer"));
    }

    private static List<Json> outOfRange(JsonObject schema) {
        List<Json> wrong = new ArrayList<>();
        if (schema.get("minimum") instanceof Json.Numeral least) {
            wrong.add(new Json.Numeral(least.value().subtract(BigDecimal.ONE)));
            wrong.add(new Json.Numeral(new BigDecimal("-1e999999999")));
        }
        if (schema.get("maximum") instanceof Json.Numeral most) {
            wrong.add(new Json.Numeral(most.value().add(BigDecimal.ONE)));
            wrong.add(new Json.Numeral(new BigDecimal("1e999999999")));
        }
        if (schema.has("enum")) {
            wrong.add(new Json.Text("no-such-word"));
        }
        if (schema.has("pattern")) {
            wrong.add(new Json.Text("NOT what it looks like"));
        }
        if (schema.has("maxLength") && schema.whole("maxLength", 0) < 1_000_000) {
            wrong.add(new Json.Text("x".repeat((int) schema.whole("maxLength", 0) + 1)));
        }
        return wrong;
    }

    /// Returns the required arguments of the tool.
    private static JsonObject valid(JsonObject tool) {
        JsonObject arguments = JsonObject.EMPTY;
        for (String required : tool.object("inputSchema").array("required").texts()) {
            arguments = arguments.with(
                    required,
                    example(tool.object("inputSchema").object("properties").object(required)));
        }
        return arguments;
    }

    private static Object example(JsonObject schema) {
        if (schema.has("enum")) {
            return schema.array("enum").texts().getFirst();
        }
        return switch (schema.text("type")) {
            case "string" -> schema.text("description", "").contains("esp32c3") ? "esp32c3" : "x1";
            case "integer", "number" -> schema.whole("minimum", 1);
            case "boolean" -> false;
            case "array" -> List.of();
            default -> JsonObject.EMPTY;
        };
    }
}
