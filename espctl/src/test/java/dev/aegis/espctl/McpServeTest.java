package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.tool.ServeOptions;
import dev.aegis.mcp.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The process `espctl mcp serve` without a build server: its requests, answers and end.
class McpServeTest {
    private static final Set<String> CHANGING = Set.of(
            "build",
            "build.cancel",
            "build.rust_elf",
            "firmware.download",
            "elf.download",
            "sbom.create",
            "diag.run",
            "project.init",
            "project.create",
            "project.create_component",
            "set_target",
            "set_target.run",
            "idf_select_version");

    @TempDir
    Path folder;

    private Path project;
    private EspctlProcess espctl;

    @BeforeEach
    void project() throws IOException {
        project = Files.createDirectory(folder.resolve("demö 1"));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        Files.createDirectory(project.resolve("main"));
        Files.writeString(project.resolve("main/main.c"), "void app_main(void) {}\n");
        espctl = new EspctlProcess(Files.createDirectory(folder.resolve("home")), project);
    }

    @Test
    void listsToolsInTwentyKilobytes() throws Exception {
        JsonObject list =
                ask(Map.of(1, request(1, "tools/list", JsonObject.EMPTY))).get(1);

        int bytes = list.toString().getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 20 * 1024, bytes + " bytes");
        List<JsonObject> tools = list.object("result").array("tools").objects();
        assertEquals(28, tools.size());
        Set<String> changing = tools.stream()
                .filter(tool -> !tool.object("annotations").flag("readOnlyHint", true))
                .map(tool -> tool.text("name"))
                .collect(Collectors.toSet());
        assertEquals(CHANGING, changing);
        tools.forEach(tool -> assertTrue(tool.has("outputSchema"), tool.text("name")));
    }

    @Test
    void omitsToolsThatChangeSomethingWhenReadOnly() throws Exception {
        Answers answers = ask(
                Map.of(
                        1, request(1, "tools/list", JsonObject.EMPTY),
                        2, call(2, "set_target", JsonObject.of("target", "esp32c3"))),
                "--read-only");

        assertEquals(
                15, answers.get(1).object("result").array("tools").objects().size());
        assertTrue(answers.get(2).object("error").text("message").contains("--read-only"));
        assertFalse(Files.exists(project.resolve(".espctl.toml")));
    }

    @Test
    void listsTheSelectedToolsetsInTheSelectedSpelling() throws Exception {
        JsonObject list = ask(
                        Map.of(1, request(1, "tools/list", JsonObject.EMPTY)),
                        "--toolsets=build",
                        "--tool-names=underscore")
                .get(1);

        assertEquals(
                List.of(
                        "build",
                        "build_status",
                        "build_cancel",
                        "generate_build_plan",
                        "get_clean_plan",
                        "build_rust_elf",
                        "set_target_run"),
                list.object("result").array("tools").objects().stream()
                        .map(tool -> tool.text("name"))
                        .toList());
    }

    @Test
    void listsEveryToolsetInItsHelp() throws Exception {
        String help = espctl.run("", "mcp", "serve", "--help").out();

        assertTrue(help.contains(String.join(",", ServeOptions.TOOLSETS)), help);
    }

    @Test
    void plansInsteadOfBuildingWithoutAServer() throws Exception {
        JsonObject result = callOne("build.start", JsonObject.of("target", "esp32c3"));

        JsonObject plan = result.object("structuredContent");
        assertEquals("planning", plan.text("status"));
        assertEquals("esp32c3", plan.text("target"));
        assertTrue(plan.text("mode").contains("MCP_AUTH_SECRET"), plan.text("mode"));
        assertTrue(text(result).contains("plan-only"), text(result));
        assertFalse(Files.exists(folder.resolve("home/.local/state/espctl/tasks")));
    }

    @Test
    void namesWrongArguments() throws Exception {
        JsonObject result = callOne("build.status", JsonObject.of("wait_sec", 5, "task_id", 7));

        assertTrue(result.flag("isError", false));
        assertTrue(text(result).contains("wait_secs"), text(result));
        assertTrue(text(result).contains("task_id"), text(result));
    }

    @Test
    void namesTheNextStepWithoutAProject() throws Exception {
        JsonObject result = callOne("build", JsonObject.of("target", "esp32c3", "project", "main"));

        assertTrue(result.flag("isError", false));
        assertTrue(text(result).contains("CMakeLists.txt"), text(result));
        assertTrue(text(result).contains("fix: "), text(result));
    }

    @Test
    void namesTheNextStepWithoutABuild() throws Exception {
        for (String tool :
                List.of("build.status", "logs.tail", "list_artifacts", "firmware.download", "build.cancel")) {
            JsonObject result = callOne(tool, JsonObject.EMPTY);
            assertTrue(result.flag("isError", false), tool);
            assertTrue(text(result).endsWith("next: build {}"), text(result));
        }
    }

    @Test
    void findsTheDecisiveErrorInPastedLog() throws Exception {
        String log = "[1/9] Building C object\n/project/main/main.c:3:5: error: 'x' undeclared (first use in this"
                + " function)\nninja: build stopped: subcommand failed.\n";

        JsonObject result = callOne("parse_build_errors", JsonObject.of("log", log.repeat(2_000)));

        JsonObject first =
                result.object("structuredContent").array("errors").objects().getFirst();
        assertEquals("main/main.c", first.text("file"));
        assertEquals(3, first.whole("line", 0));
        assertEquals("project", result.object("structuredContent").text("fault"));
        assertTrue(text(result).length() < 6_000);
    }

    @Test
    void answersBrieflyToFiveThousandErrors() throws Exception {
        StringBuilder log = new StringBuilder();
        for (int i = 1; i <= 2_500; i++) {
            log.append("/project/components/a/a.c:%d:1: warning: unused variable 'v%d' [-Wunused-variable]\n"
                    .formatted(i, i));
        }
        log.append("/project/main/main.c:3:10: fatal error: led.h: No such file or directory\n");
        for (int i = 1; i < 5_000; i++) {
            log.append("/project/components/c%d/f.c:%d:1: error: unknown type name 't%d'\n".formatted(i, i, i));
        }

        JsonObject result = callOne("parse_build_errors", JsonObject.of("log", log.toString()));

        JsonObject data = result.object("structuredContent");
        List<JsonObject> shown = data.array("errors").objects();
        assertEquals("main/main.c", shown.getFirst().text("file"));
        assertEquals(5_000, shown.size() + data.whole("more", 0));
        int tokens = text(result).getBytes(StandardCharsets.UTF_8).length / 4;
        assertTrue(tokens <= 1_500, tokens + " tokens");
    }

    @Test
    void editsSettingsInPlaceAndChangesNothingTwice() throws Exception {
        Files.writeString(
                project.resolve(".espctl.toml"),
                "# mine\ndefault_target = \"esp32c3\" # kept\n[build]\nprofile = \"debug\"\n");
        Files.writeString(project.resolve("sdkconfig"), "CONFIG_IDF_TARGET=\"esp32c3\"\n");

        JsonObject first = callOne("set_target", JsonObject.of("target", "esp32c6"));
        JsonObject second = callOne("set_target", JsonObject.of("target", "esp32c6"));

        assertEquals(
                "# mine\ndefault_target = \"esp32c6\" # kept\n[build]\nprofile = \"debug\"\n",
                Files.readString(project.resolve(".espctl.toml")));
        assertEquals(
                2, first.object("structuredContent").array("changed").items().size());
        assertEquals(
                0, second.object("structuredContent").array("changed").items().size());
        assertTrue(Files.exists(project.resolve("sdkconfig.old")));
    }

    @Test
    void createsAProjectThatCanBePlanned() throws Exception {
        JsonObject made =
                callOne("project.create", JsonObject.of("name", "fresh", "target", "esp32c3", "template", "blink"));
        JsonObject again = callOne("project.create", JsonObject.of("name", "fresh", "target", "esp32c3"));
        JsonObject init = callOne("project.init", JsonObject.of("target", "esp32c6", "project", "fresh"));
        JsonObject plan = callOne(
                "generate_build_plan",
                JsonObject.of("project", project.resolve("fresh").toString()));

        assertEquals("esp32c3", made.object("structuredContent").text("target"));
        assertTrue(again.flag("isError", false));
        assertEquals("esp32c3", init.object("structuredContent").text("target"));
        assertEquals("esp32c3", plan.object("structuredContent").text("target"));
    }

    @Test
    void reportsWhyTheSettingsAreNotValid() throws Exception {
        Files.writeString(project.resolve(".espctl.toml"), "defualt_target = \"esp32c3\"\n");

        JsonObject result = callOne("validate_config", JsonObject.EMPTY);

        assertFalse(result.object("structuredContent").flag("valid", true));
        assertTrue(text(result).contains("did you mean 'default_target'"), text(result));
    }

    /// Each request starts a new server, which has ended before its answer is checked.
    @Test
    @Timeout(120)
    void buildOutlivesItsServerAndTheNextServerReportsItsEnd() throws Exception {
        espctl.with("ESPCTL_SERVER", "http://127.0.0.1:1").with("MCP_AUTH_SECRET", "a-key");

        JsonObject begun = callOne("build", JsonObject.of("target", "esp32c3"));
        String task = begun.object("structuredContent").text("task_id");
        JsonObject ended = callOne("build.status", JsonObject.of("task_id", task));
        while (ended.object("structuredContent").text("status").equals("pending")) {
            ended = callOne("build.status", JsonObject.EMPTY);
        }

        JsonObject standing = ended.object("structuredContent");
        assertEquals(task, standing.text("task_id"));
        assertEquals("failed", standing.text("status"));
        assertEquals("infrastructure", standing.text("fault"));
        assertTrue(standing.text("reason").contains("127.0.0.1:1"), standing.text("reason"));
        assertTrue(text(ended).contains("next: "), text(ended));
    }

    @Test
    void refusesCredentialsThatOtherUsersCanRead() throws Exception {
        Path credentials = folder.resolve("home/.config/espctl/credentials.json");
        Files.createDirectories(credentials.getParent());
        Files.writeString(credentials, "{}");
        Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-r--r--"));

        JsonObject result = callOne("build", JsonObject.of("target", "esp32c3"));

        assertTrue(result.flag("isError", false));
        assertTrue(text(result).contains("fix: chmod 600 " + credentials), text(result));
    }

    @Test
    void printsOneLineWhenItCannotStart() throws Exception {
        EspctlProcess.Outcome store =
                espctl.with("ESPCTL_STORE_ROOT", "/nowhere/store").run("", "mcp", "serve");
        EspctlProcess.Outcome option = espctl.run("", "mcp", "serve", "--readonly");

        assertEquals(3, store.exit());
        assertEquals("", store.out());
        assertTrue(store.err().startsWith("error: cannot find store at /nowhere/store"), store.err());
        assertEquals(1, store.err().lines().count());
        assertEquals(2, option.exit());
        assertTrue(option.err().contains("did you mean --read-only?"), option.err());
    }

    /// The answers by the id of the request, without that of `initialize`.
    private record Answers(Map<Integer, JsonObject> byId) {
        JsonObject get(int id) {
            JsonObject answer = byId.get(id);
            if (answer == null) {
                throw new AssertionError("question " + id + " has no answer");
            }
            return answer;
        }
    }

    private JsonObject callOne(String tool, JsonObject arguments) throws Exception {
        return new McpExchange(espctl).call(tool, arguments);
    }

    private static String text(JsonObject result) {
        return McpExchange.text(result);
    }

    private static String call(int id, String tool, JsonObject arguments) {
        return request(id, "tools/call", JsonObject.of("name", tool, "arguments", arguments));
    }

    private static String request(int id, String method, JsonObject params) {
        return McpExchange.request(id, method, params);
    }

    private Answers ask(Map<Integer, String> requests, String... options) throws Exception {
        return new Answers(new McpExchange(espctl).ask(requests, options));
    }
}
