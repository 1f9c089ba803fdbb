package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.tasks.Subject;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.protocol.session.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What AI clients do that the protocol does not expect, and tasks that outlive the server.
@Timeout(300)
class McpClientBehaviorTest {
    private static final JsonObject CHIP = JsonObject.of("target", "esp32c3");

    @TempDir
    Path folder;

    private Path home;
    private Path project;
    private EspctlProcess espctl;

    @BeforeEach
    void project() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        project = Files.createDirectory(folder.resolve("demo")).toRealPath();
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        espctl = new EspctlProcess(home, project)
                .with("ESPCTL_SERVER", "http://127.0.0.1:1")
                .with("MCP_AUTH_SECRET", "a-key");
    }

    @Test
    void servesDiscoveryBeforeInitialize() throws Exception {
        try (RawMcpServer server = new RawMcpServer(espctl)) {
            JsonObject unnamed = server.ask("server/discover", JsonObject.EMPTY);
            assertEquals(-32602, unnamed.object("error").whole("code", 0), unnamed.toString());
            JsonObject found = server.askModern("server/discover", JsonObject.EMPTY);
            assertTrue(found.object("result").toString().contains("2026-07-28"), found.toString());
            assertTrue(server.initialize().has("result"));
            assertTrue(server.ask("tools/list", JsonObject.EMPTY).has("result"));
        }
    }

    @Test
    void initializesAfterDiscovery() throws Exception {
        try (RawMcpServer server = new RawMcpServer(espctl)) {
            assertTrue(server.askModern("server/discover", JsonObject.EMPTY).has("result"));
            assertTrue(server.initialize().has("result"));
            assertTrue(server.ask("tools/list", JsonObject.EMPTY).has("result"));
            assertTrue(server.askModern("tools/list", JsonObject.EMPTY).has("result"));
            assertTrue(server.initialize().has("result"), "a second time");
        }
    }

    @Test
    void runsTwiceInOneFolder() throws Exception {
        try (RawMcpServer one = new RawMcpServer(espctl);
                RawMcpServer other = new RawMcpServer(espctl)) {
            one.initialize();
            other.initialize();
            String first = one.call("build", CHIP).text("task_id");
            String second = other.call("build", CHIP).text("task_id");

            for (RawMcpServer server : List.of(one, other)) {
                for (String task : List.of(first, second)) {
                    assertEquals("failed", awaitEnd(server, task).text("status"));
                }
                assertEquals(
                        second, server.call("build.status", JsonObject.EMPTY).text("task_id"));
            }
        }
    }

    private static JsonObject awaitEnd(RawMcpServer server, String task) throws Exception {
        JsonObject status;
        do {
            status = server.call("build.status", JsonObject.of("task_id", task, "wait_secs", 50));
        } while (List.of("pending", "running").contains(status.text("status")));
        return status;
    }

    @Test
    void findsABackgroundTaskAfterARestart() throws Exception {
        String id;
        try (RawMcpServer server = new RawMcpServer(espctl)) {
            JsonObject begun = server.askModern("tools/call", JsonObject.of("name", "build", "arguments", CHIP))
                    .object("result");
            assertEquals("task", begun.text("resultType"));
            assertEquals("working", begun.text("status"));
            assertTrue(begun.whole("ttlMs", 0) > 0 && begun.whole("pollIntervalMs", 0) > 0, begun.toString());
            id = begun.text("taskId");
            assertTrue(id.matches("build-esp32c3-[0-9a-f]{4}"), id);
            server.kill();
        }
        try (RawMcpServer server = new RawMcpServer(espctl)) {
            JsonObject task;
            do {
                task = server.askModern("tasks/get", JsonObject.of("taskId", id))
                        .object("result");
            } while (task.text("status").equals("working"));

            assertEquals("completed", task.text("status"));
            String text = McpExchange.text(task.object("result"));
            for (String fact : List.of("demo", "esp32c3", "failed", "infrastructure", "127.0.0.1:1", "next: doctor")) {
                assertTrue(text.contains(fact), fact + " in: " + text);
            }
            server.initialize();
            assertEquals(
                    "failed",
                    server.call("build.status", JsonObject.of("task_id", id)).text("status"));
        }
    }

    @Test
    void saysInTheLastResultAloneWhatWasBuiltAndWhereItIs() throws Exception {
        byte[] image = FinishedBuild.recorded("flash/crash.bin");
        new FinishedBuild(home, project)
                .succeeded("t-1-abcd1234", 1000, FinishedBuild.recorded("maps/hello_world.map"));

        try (RawMcpServer server = new RawMcpServer(espctl)) {
            JsonObject task = server.askModern("tasks/get", JsonObject.of("taskId", "build-esp32c3-1234"))
                    .object("result");

            assertEquals("completed", task.text("status"));
            String text = McpExchange.text(task.object("result"));
            for (String fact : List.of(
                    "demo",
                    "esp32c3",
                    "v5.3.1",
                    "succeeded",
                    project.resolve("build/app.bin").toString(),
                    image.length + " bytes")) {
                assertTrue(text.contains(fact), fact + " in: " + text);
            }
        }
    }

    @Test
    void givesNoTaskToAClientThatDoesNotAskForTasks() throws Exception {
        try (RawMcpServer server = new RawMcpServer(espctl)) {
            server.initialize();
            JsonObject begun = server.call("build", CHIP);
            assertEquals("pending", begun.text("status"));
            assertTrue(begun.text("task_id").startsWith("t-"), begun.toString());
        }
    }

    @Test
    void cancelsABackgroundTask() throws Exception {
        Process follower = new ProcessBuilder("sleep", "1000").start();
        Subject subject = new Subject(
                project.toString(), "demo", "esp32c3", null, "default", Profile.DEBUG, "http://127.0.0.1:1");
        TaskStore tasks = new TaskStore(home.resolve(".local/state/espctl"));
        tasks.begin(TaskRecord.pending("t-1-abcd1234", subject, 1000).followedBy(follower.toHandle()));
        JsonObject params = JsonObject.of("taskId", "build-esp32c3-1234");

        try (RawMcpServer server = new RawMcpServer(espctl)) {
            assertEquals(
                    "working",
                    server.askModern("tasks/get", params).object("result").text("status"));
            assertFalse(server.askModern("tasks/cancel", params).has("error"));
            follower.waitFor();
            JsonObject task;
            do {
                task = server.askModern("tasks/get", params).object("result");
            } while (!task.text("status").equals("cancelled"));

            assertFalse(server.askModern("tasks/cancel", params).has("error"), "again");
            assertTrue(server.askModern("tasks/get", JsonObject.of("taskId", "build-esp32c3-0000"))
                    .has("error"));
        }
        assertEquals(TaskState.CANCELED, tasks.find("t-1-abcd1234").state());
    }

    @Test
    void neverTakesTheBuildOfAnotherProject() throws Exception {
        FinishedBuild elsewhere = new FinishedBuild(home, Files.createDirectory(folder.resolve("other")));
        elsewhere.succeeded("t-other", 1000, FinishedBuild.recorded("maps/hello_world.map"));

        try (RawMcpServer server = new RawMcpServer(espctl)) {
            server.initialize();
            for (String tool : List.of(
                    "sbom.create",
                    "firmware.download",
                    "elf.download",
                    "build.cancel",
                    "build.status",
                    "list_artifacts",
                    "size.run",
                    "logs.tail",
                    "parse_build_errors")) {
                JsonObject result = server.ask("tools/call", JsonObject.of("name", tool, "arguments", JsonObject.EMPTY))
                        .object("result");
                assertTrue(result.flag("isError", false), tool + result);
                assertTrue(McpExchange.text(result).contains(project + " was not built"), result.toString());
            }
            assertEquals(
                    "t-other",
                    server.call(
                                    "build.status",
                                    JsonObject.of(
                                            "project", folder.resolve("other").toString()))
                            .text("task_id"));
            JsonObject mixed = server.ask(
                            "tools/call",
                            JsonObject.of(
                                    "name",
                                    "build.status",
                                    "arguments",
                                    JsonObject.of("task_id", "t-other", "project", project.toString())))
                    .object("result");
            assertTrue(McpExchange.text(mixed).contains("is a build of "), mixed.toString());
        }
    }
}
