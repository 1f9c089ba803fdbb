package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.testkit.mcp.McpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `espctl mcp serve` with damaged, foreign or unwritable files, and with clients that do not read.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class McpStateTest {
    /// Runs the server in a new mount namespace. The word `HOME` in the preparation is replaced by the home.
    private static final String PREPARED = "eval \"$0\" && exec \"$@\"";

    @TempDir
    Path folder;

    private Path home;
    private Path project;
    private Path tasks;
    private EspctlProcess espctl;

    @BeforeEach
    void project() throws IOException {
        folder = folder.toRealPath();
        home = Files.createDirectory(folder.resolve("home"));
        tasks = home.resolve(".local/state/espctl/tasks");
        project = folder.resolve("project");
        Files.createDirectories(project.resolve("main"));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        Files.writeString(project.resolve("main/main.c"), "void app_main(void) {}\n");
        espctl = new EspctlProcess(home, project)
                .with("ESPCTL_SERVER", "http://127.0.0.1:1")
                .with("MCP_AUTH_SECRET", "a-key");
    }

    @Test
    void listsValidTasksAmongDamagedOnes() throws Exception {
        String good = record("t-good", 1000);
        task("t-good", good);
        Map<String, String> damaged = Map.of(
                "t-empty", "",
                "t-cut", good.substring(0, 100),
                "t-binary", "\0\1\2\ufffd",
                "t-foreign", good,
                "t-newer", record("t-newer", 9000).replace("failed", "suspended"),
                "t-list", "[]",
                "t-nothing", "null",
                "t-thin", "{\"task_id\":\"t-thin\"}");
        for (Map.Entry<String, String> one : damaged.entrySet()) {
            task(one.getKey(), one.getValue());
        }
        Files.createDirectories(tasks.resolve("t-folder/record.json"));
        Files.createDirectory(tasks.resolve("an odd name, " + "long ".repeat(20)));
        Files.writeString(tasks.resolve("a-file"), "x");
        Files.createSymbolicLink(tasks.resolve("loop"), Path.of("loop"));
        new ProcessBuilder("mkfifo", tasks.resolve("fifo").toString()).start().waitFor();

        try (McpClient client = espctl.mcp()) {
            assertEquals("t-good", client.call("build.status", JsonObject.EMPTY).text("task_id"));
            for (String name : damaged.keySet()) {
                for (String tool : List.of("build.status", "logs.tail", "build.cancel", "firmware.list")) {
                    String said = failure(client, tool, JsonObject.of("task_id", name));
                    assertTrue(said.startsWith("the record of task " + name + " cannot be read"), said);
                    assertTrue(said.contains("fix: remove " + tasks.resolve(name)), said);
                }
            }
            assertTrue(client.ask("resources/list", JsonObject.EMPTY).toString().contains("build://log/t-good"));
            // Fields of a newer espctl are ignored.
            task("t-more", record("t-more", 2000).replace("{", "{\"added_later\":{\"a\":[1]},"));
            assertEquals("t-more", client.call("build.status", JsonObject.EMPTY).text("task_id"));
        }
    }

    @Test
    void boundsTextOfARecord() throws Exception {
        String much = "much ".repeat(20_000);
        task("t-1", record("t-1", 1000).replace("it broke", much).replace("try it", much));

        try (McpClient client = espctl.mcp()) {
            JsonObject standing = client.call("build.status", JsonObject.EMPTY);
            assertTrue(standing.text("reason").startsWith("much much"));
        }
    }

    @Test
    void reportsNoNegativeTimesWhenTheClockWasSetBack() throws Exception {
        long ahead = System.currentTimeMillis() + TimeUnit.DAYS.toMillis(400);
        task("t-ahead", record("t-ahead", ahead));

        try (McpClient client = espctl.mcp()) {
            JsonObject result = client.result("build.status", JsonObject.EMPTY);
            assertFalse(result.toString().contains("-" + "1."), result.toString());
            assertTrue(text(result).startsWith("task t-ahead: demo for esp32c3, debug, failed; "), text(result));
            // The next build is the latest, also if the clock was set back.
            String fresh =
                    client.call("build", JsonObject.of("target", "esp32c3")).text("task_id");
            assertEquals(fresh, client.call("build.status", JsonObject.EMPTY).text("task_id"));
        }
    }

    @Test
    void namesTheFixForUnreadableCredentials() throws Exception {
        Path credentials = home.resolve(".config/espctl/credentials.json");
        Files.createDirectories(credentials.getParent());
        for (String damaged : List.of("", "{", "[]", "null", "{\"servers\":7}", "\0")) {
            Files.writeString(credentials, damaged);
            Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
            try (McpClient client = espctl.mcp()) {
                String said = failure(client, "build", JsonObject.of("target", "esp32c3"));
                assertTrue(said.contains(credentials.toString()) && said.contains("fix: remove it"), said);
            }
        }
        Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-rw-r--"));
        try (McpClient client = espctl.mcp()) {
            String said = failure(client, "build", JsonObject.of("target", "esp32c3"));
            assertTrue(said.contains("fix: chmod 600 " + credentials), said);
        }
    }

    @Test
    void reportsAReadOnlyHome() throws Exception {
        try (McpClient client = espctl.mcp(prepared("mount --bind HOME HOME && mount -o remount,ro,bind HOME"))) {
            String said = failure(client, "build", JsonObject.of("target", "esp32c3"));
            assertTrue(said.startsWith("cannot write the task's record: read-only file system"), said);
            assertTrue(said.contains("fix: make " + tasks + " yours and writable"), said);
            assertEquals(
                    "planning",
                    client.call("generate_build_plan", JsonObject.of("target", "esp32c3"))
                            .text("status"));
            client.call("doctor", JsonObject.EMPTY);
        }
    }

    @Test
    void reportsAFullDisk() throws Exception {
        String full = "mount -t tmpfs -o size=16k tmpfs HOME; head -c 99999 /dev/zero > HOME/fill 2>/dev/null; true";
        try (McpClient client = espctl.mcp(prepared(full))) {
            String said = failure(client, "build", JsonObject.of("target", "esp32c3"));
            assertTrue(said.startsWith("cannot write the task's record: no space left on device"), said);
            assertTrue(said.contains("see that the disk has room"), said);
            assertEquals(
                    "planning",
                    client.call("generate_build_plan", JsonObject.of("target", "esp32c3"))
                            .text("status"));
        }
    }

    @Test
    void endsWithItsParentProcess() throws Exception {
        // The shell is the parent process. This test keeps both ends of the pipes open.
        try (McpClient client = espctl.mcp(List.of("sh", "-c", "\"$@\"; true", "sh"))) {
            ProcessHandle server = client.process().descendants().findFirst().orElseThrow();
            client.kill();
            server.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    /// The client requests a hundred megabytes, reads none of it, and ends.
    @Test
    void buffersLittleForAClientThatDoesNotReadAndEndsWithIt() throws Exception {
        task("t-1", record("t-1", 1000));
        List<String> lines = new ArrayList<>();
        for (int seq = 1; seq <= 20_000; seq++) {
            lines.add("{\"seq\":" + seq + ",\"ts\":1,\"stream\":\"stdout\",\"text\":\"" + "x".repeat(200) + "\"}");
        }
        Files.write(tasks.resolve("t-1/log.jsonl"), lines);
        // The limit is lower than the size of all answers together.
        try (McpClient client = espctl.with("JDK_JAVA_OPTIONS", "-Xmx200m").mcp()) {
            List<Integer> reads = new ArrayList<>();
            for (int times = 0; times < 12; times++) {
                reads.add(client.send("resources/read", JsonObject.of("uri", "build://log/t-1")));
            }
            for (int times = 0; times < 200; times++) {
                client.send("tools/call", JsonObject.of("name", "doctor", "arguments", JsonObject.EMPTY));
            }
            int last = client.send("ping", JsonObject.EMPTY);
            assertTrue(client.answer(last).has("result"), "others are answered once it reads");
            client.answers(reads).forEach(read -> assertTrue(read.has("result"), "too large"));
            for (int times = 0; times < 12; times++) {
                client.send("resources/read", JsonObject.of("uri", "build://log/t-1"));
            }
            client.process().getOutputStream().close();
            assertTrue(client.process().waitFor(30, TimeUnit.SECONDS), "ends without being read");
        }
    }

    @Test
    void pagesThroughALogWithoutLosingALine() throws Exception {
        task("t-1", record("t-1", 1000));
        List<String> lines = new ArrayList<>();
        for (int seq = 1; seq <= 1500; seq++) {
            String text = seq % 100 == 0 ? "\u00fc\\u001b[31m".repeat(90) : "line " + seq;
            lines.add("{\"seq\":" + seq + ",\"ts\":1,\"stream\":\"stdout\",\"text\":\"" + text + "\"}");
        }
        Files.write(tasks.resolve("t-1/log.jsonl"), lines);
        try (McpClient client = espctl.mcp()) {
            long next = 0;
            JsonObject page;
            do {
                page = client.call("logs.tail", JsonObject.of("lines", 1000, "since_seq", next));
                for (JsonObject line : page.array("lines").objects()) {
                    assertEquals(++next, line.whole("seq", 0));
                }
                assertEquals(next, page.whole("next_seq", 0));
            } while (page.flag("more", false));
            assertEquals(1500, next);
            JsonObject end = client.call("logs.tail", JsonObject.of("lines", 1000));
            assertEquals(1500, end.array("lines").objects().getLast().whole("seq", 0));
        }
    }

    @Test
    void boundsSubscriptions() throws Exception {
        try (McpClient client = espctl.mcp()) {
            int refused = 0;
            for (int number = 0; number < 600; number++) {
                int id = client.send("resources/subscribe", JsonObject.of("uri", "build://log/t-" + number));
                JsonObject answer = client.answer(id);
                refused += answer.has("error") ? 1 : 0;
            }
            assertEquals(100, refused);
            client.ask("resources/unsubscribe", JsonObject.of("uri", "build://log/t-7"));
            client.ask("resources/subscribe", JsonObject.of("uri", "build://log/latest"));
            assertEquals(0, client.leave());
        }
    }

    private List<String> prepared(String preparation) {
        return List.of(
                "unshare",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                PREPARED,
                preparation.replace("HOME", home.toString()));
    }

    private static String failure(McpClient client, String tool, JsonObject arguments) throws IOException {
        JsonObject result = client.result(tool, arguments);
        assertTrue(result.flag("isError", false), result.toString());
        return text(result);
    }

    private static String text(JsonObject result) {
        return result.array("content").objects().getFirst().text("text");
    }

    private void task(String name, String record) throws IOException {
        Files.createDirectories(tasks.resolve(name));
        Files.writeString(tasks.resolve(name).resolve("record.json"), record);
    }

    private String record(String id, long created) {
        return JsonObject.of(
                        "task_id",
                        id,
                        "state",
                        "failed",
                        "project",
                        project.toString(),
                        "project_name",
                        "demo",
                        "target",
                        "esp32c3",
                        "version_from",
                        "the machine's default",
                        "profile",
                        "debug",
                        "created_at_ms",
                        created,
                        "finished_at_ms",
                        Math.min(created + 500, System.currentTimeMillis()),
                        "last_seq",
                        0,
                        "process_id",
                        1,
                        "process_start_ms",
                        0,
                        "uploaded_bytes",
                        0,
                        "downloaded_bytes",
                        0,
                        "fault",
                        "infrastructure",
                        "reason",
                        "it broke",
                        "hint",
                        "try it")
                .toString();
    }
}
