package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.protocol.session.SandboxPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Resources and prompts of `espctl mcp serve`.
class McpResourcesTest {
    @TempDir
    Path folder;

    private Path project;
    private EspctlProcess espctl;
    private McpExchange server;

    @BeforeEach
    void project() throws IOException {
        project = Files.createDirectory(folder.resolve("demö 1"));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        espctl = new EspctlProcess(Files.createDirectory(folder.resolve("home")), project);
        server = new McpExchange(espctl);
    }

    private String read(String uri) throws Exception {
        return server.ask("resources/read", JsonObject.of("uri", uri))
                .object("result")
                .array("contents")
                .objects()
                .getFirst()
                .text("text");
    }

    @Test
    void showsItsOwnViewWithoutSecrets() throws Exception {
        String nothing = read("install://overview");
        assertTrue(nothing.contains("mode: plan-only"), nothing);
        assertTrue(nothing.contains("- CONTROL_BASE_URL: not set"), nothing);
        assertTrue(nothing.contains("builds of this project: 0"), nothing);

        espctl.with("CONTROL_BASE_URL", "https://me:hidden@build.example.org").with("MCP_AUTH_SECRET", "s3cret-key");
        String set = read("install://overview");
        assertFalse(set.contains("s3cret") || set.contains("hidden"), set);
        assertTrue(set.contains("- MCP_AUTH_SECRET: set, not shown"), set);

        espctl.with("CONTROL_BASE_URL", "https://build.example.org");
        String remote = read("install://overview");
        assertTrue(remote.contains("mode: remote build"), remote);
        assertTrue(remote.contains("build server: https://build.example.org (CONTROL_BASE_URL)"), remote);
        assertTrue(remote.contains("project: " + project), remote);
        assertTrue(remote.contains("install://claude-code"), remote);
    }

    @Test
    void showsTheCompileCommandsOfTheProjectWithPathsOfThisComputer() throws Exception {
        String sandbox = SandboxPaths.PROJECT;
        Files.createDirectory(project.resolve("build"));
        Files.writeString(
                project.resolve("build/compile_commands.json"),
                Stream.of(sandbox + "/main/main.c", "/opt/esp-idf/heap.c", sandbox + "/build/made.c")
                        .map(file -> JsonObject.of(
                                        "directory", sandbox + "/build",
                                        "command", "cc -I" + sandbox + "/main -I/x/project/y -c " + file,
                                        "file", file)
                                .toString())
                        .collect(Collectors.joining(",", "[", "]")));

        String shown = read("project://compile_commands");

        assertTrue(shown.contains("\"file\":\"" + project + "/main/main.c\""), shown);
        assertTrue(shown.contains("\"directory\":\"" + project + "/build\""), shown);
        String inCommand = project.toString().replace(" ", "\\\\ ");
        assertTrue(shown.contains("-I" + inCommand + "/main -I/x/project/y -c " + inCommand + "/main/main.c"), shown);
        assertFalse(shown.contains("heap.c") || shown.contains("made.c"), shown);
    }

    /// As a build writes them into `build/`.
    @Test
    void showsTheCompileCommandsThatHaveThePathsOfThisComputerAlready() throws Exception {
        Files.createDirectories(project.resolve("build"));
        Path led = Files.createDirectories(project.resolveSibling("components/led"));
        Files.writeString(led.resolve("led.c"), "");
        String entry = "{\"file\":\"%s\"}";
        Files.writeString(
                project.resolve("build/compile_commands.json"),
                "[" + entry.formatted(project + "/main/main.c") + "," + entry.formatted(led + "/led.c") + ","
                        + entry.formatted("/opt/esp-idf/heap.c") + "]");

        String shown = read("project://compile_commands");

        assertTrue(shown.contains(project + "/main/main.c") && shown.contains(led + "/led.c"), shown);
        assertFalse(shown.contains("heap.c"), shown);
    }

    /// As the machine writes them: the project is ten directories deep.
    @Test
    void namesSourcesBesideTheProjectByTheirPathsOnThisComputer() throws Exception {
        String deep = "/src/_/_/_/_/_/_/_/_/_";
        Files.createDirectories(project.resolve("build"));
        Files.writeString(
                project.resolve("build/compile_commands.json"),
                "[{\"directory\":\"" + deep + "/_/build\",\"command\":\"gcc -I" + deep + "/_/main -I" + deep
                        + "/components/led -c " + deep + "/components/led/led.c\",\"file\":\"" + deep
                        + "/components/led/led.c\"}]");

        String shown = read("project://compile_commands");

        Path led = project.resolveSibling("components/led");
        assertTrue(shown.contains("\"file\":\"" + led + "/led.c\""), shown);
        assertTrue(shown.contains("-I" + word(project) + "/main -I" + word(led) + " -c "), shown);
        assertTrue(shown.contains("\"directory\":\"" + project + "/build\""), shown);
    }

    @Test
    void repeatsTheOptionsOfABuildInEachPrompt() throws Exception {
        JsonObject prompt = server.ask(
                "prompts/get", JsonObject.of("name", "release-check", "arguments", JsonObject.of("target", "esp32c6")));

        String text = prompt.object("result").toString();
        String call = "all build with profile release and clean true and target esp32c6";
        assertEquals(3, text.split(call, -1).length, text);
        assertFalse(text.contains("Call build,"), text);
    }

    @Test
    void readsResourcesAndPrompts() throws Exception {
        Map<Integer, JsonObject> answers = server.ask(Map.of(
                1, McpExchange.request(1, "resources/read", JsonObject.of("uri", "install://claude-code")),
                2, McpExchange.request(2, "resources/read", JsonObject.of("uri", "project://config")),
                3, McpExchange.request(3, "prompts/list", JsonObject.EMPTY),
                4, McpExchange.request(4, "resources/templates/list", JsonObject.EMPTY),
                5, McpExchange.request(5, "tools/list", JsonObject.EMPTY)));

        String snippet = answer(answers, 1)
                .object("result")
                .array("contents")
                .objects()
                .getFirst()
                .text("text");
        assertTrue(snippet.contains(project.toString()), snippet);
        assertTrue(snippet.contains("\"serve\""), snippet);
        assertEquals(-32002, answer(answers, 2).object("error").whole("code", 0));
        assertEquals(
                8,
                answer(answers, 3).object("result").array("prompts").objects().size());
        assertEquals(
                2,
                answer(answers, 4)
                        .object("result")
                        .array("resourceTemplates")
                        .objects()
                        .size());
    }

    @Test
    void promptsNameOnlyToolsThatExist() throws Exception {
        Map<Integer, JsonObject> lists = server.ask(Map.of(
                1,
                McpExchange.request(1, "prompts/list", JsonObject.EMPTY),
                2,
                McpExchange.request(2, "tools/list", JsonObject.EMPTY)));
        Set<String> tools = answer(lists, 2).object("result").array("tools").objects().stream()
                .map(tool -> tool.text("name"))
                .collect(Collectors.toSet());
        Map<Integer, String> requests = new TreeMap<>();
        for (JsonObject prompt :
                answer(lists, 1).object("result").array("prompts").objects()) {
            int id = requests.size() + 1;
            JsonObject arguments = prompt.text("name").equals("migrate-idf-version")
                    ? JsonObject.of("version", "v5.3.1")
                    : JsonObject.EMPTY;
            requests.put(
                    id,
                    McpExchange.request(
                            id, "prompts/get", JsonObject.of("name", prompt.text("name"), "arguments", arguments)));
        }
        Pattern word = Pattern.compile("\\b[a-z]+(?:[._][a-z]+)+\\b");
        Set<String> words =
                new HashSet<>(Set.of("task_id", "wait_secs", "output_dir", "idf_version", "sdkconfig.defaults"));
        words.addAll(tools);
        for (JsonObject answer : server.ask(requests).values()) {
            String text = answer.object("result")
                    .array("messages")
                    .objects()
                    .getFirst()
                    .object("content")
                    .text("text");
            word.matcher(text)
                    .results()
                    .map(match -> match.group())
                    .forEach(found -> assertTrue(words.contains(found), found + " in: " + text));
            assertFalse(text.contains("{"), text);
        }
    }

    private static JsonObject answer(Map<Integer, JsonObject> answers, int id) {
        return Objects.requireNonNull(answers.get(id), "question " + id + " has no answer");
    }

    /// Returns the path as a word of a shell command in JSON.
    private static String word(Path path) {
        return path.toString().replace(" ", "\\\\ ");
    }
}
