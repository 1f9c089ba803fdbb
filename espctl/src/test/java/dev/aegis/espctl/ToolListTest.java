package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.mcp.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a model can know of the tools before it calls one.
class ToolListTest {
    private static final int MAX_LIST = 20_000;
    private static final int MAX_INSTRUCTIONS = 1_536;
    private static final Path PAGE = Path.of("../docs/mcp.md");

    /// The longest names that clients accept or build, with the prefix of each.
    private static final Map<String, Integer> PREFIXES = Map.of(
            "mcp__espctl__", 128,
            "mcp__plugin_espctl_espctl__", 128,
            "espctl_", 60,
            "", 32);

    @TempDir
    Path folder;

    private McpExchange server;

    @BeforeEach
    void start() throws IOException {
        Path project = Files.createDirectory(folder.resolve("demo"));
        server = new McpExchange(new EspctlProcess(Files.createDirectory(folder.resolve("home")), project));
    }

    private List<JsonObject> tools(String... options) throws Exception {
        JsonObject answer = Objects.requireNonNull(server.ask(
                        Map.of(1, McpExchange.request(1, "tools/list", JsonObject.EMPTY)), options)
                .get(1));
        int bytes = answer.toString().getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes < MAX_LIST, bytes + " bytes");
        return answer.object("result").array("tools").objects();
    }

    private static Set<String> names(List<JsonObject> tools) {
        return tools.stream().map(tool -> tool.text("name")).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void declaresEverythingThatAModelNeeds() throws Exception {
        for (JsonObject tool : tools()) {
            String name = tool.text("name");
            String description = tool.text("description");
            assertTrue(description.matches("[^\n]+\\. Needs [^\n]+; takes [^\n]+; may fail: [^\n]+\\."), description);
            assertEquals(
                    Set.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"),
                    tool.object("annotations").names(),
                    name);
            JsonObject inputs = tool.object("inputSchema").object("properties");
            for (String input : inputs.names()) {
                assertFalse(inputs.object(input).text("description", "").isBlank(), name + "." + input);
                assertFalse(inputs.object(input).has("pattern"), name + "." + input + " shows a regular expression");
                assertFalse(
                        Set.of("version", "output", "parent", "state", "whose").contains(input),
                        name + "." + input + " has a second name for one idea");
            }
        }
    }

    @Test
    void takesTheProjectWhereverATaskIsMeant() throws Exception {
        for (JsonObject tool : tools()) {
            JsonObject inputs = tool.object("inputSchema").object("properties");
            if (inputs.has("task_id")) {
                assertTrue(inputs.has("project"), tool.text("name"));
            }
        }
    }

    @Test
    void hasNamesThatEveryClientAccepts() throws Exception {
        for (String name : names(tools("--tool-names=underscore"))) {
            PREFIXES.forEach((prefix, most) -> {
                assertTrue((prefix + name).length() <= most, prefix + name);
                assertTrue((prefix + name).matches("[A-Za-z0-9_-]+"), prefix + name);
            });
        }
        for (String name : names(tools("--tool-names=dotted"))) {
            assertTrue(name.matches("[a-z0-9_.]{1,32}"), name);
        }
    }

    @Test
    void saysInItsInstructionsWhatEachToolIsFor() throws Exception {
        try (RawMcpServer raw = new RawMcpServer(new EspctlProcess(folder.resolve("home"), folder.resolve("demo")))) {
            String instructions = raw.initialize().object("result").text("instructions");
            int bytes = instructions.getBytes(StandardCharsets.UTF_8).length;
            assertTrue(bytes <= MAX_INSTRUCTIONS, bytes + " bytes");
            for (String name : names(tools())) {
                assertTrue(instructions.contains(name), name);
            }
        }
    }

    @Test
    void isTheTableOfTheManual() throws Exception {
        Set<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `") && line.endsWith(" |") && line.split(" \\| ").length == 3)
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(names(tools()), rows);
    }
}
