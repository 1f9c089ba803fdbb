package dev.aegis.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.testkit.mcp.McpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Several at once, and ends in the middle of things, with a machine that builds one job at a time.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class McpHardTest {
    private static final JsonObject BUILD = JsonObject.of("target", "esp32c3");
    private static final String SLOW_BANDWIDTH = "16000";
    private static final String COMPILES_SLOWLY = SlowProject.FAST + """
            add_custom_target(slow ALL COMMAND /usr/bin/python3 -c "import time; time.sleep(60)" VERBATIM)
            add_dependencies(__idf_main slow)
            """;

    private static Fleet fleet;

    @TempDir
    Path folder;

    private EspctlUser user;

    @BeforeAll
    static void startFleet() throws Exception {
        fleet = Fleet.start(Map.of("MAX_BANDWIDTH_KBPS", SLOW_BANDWIDTH), Map.of("AGENT_MAX_JOBS", "1"));
    }

    @AfterAll
    static void stopFleet() throws Exception {
        fleet.close();
    }

    @BeforeEach
    void user() throws Exception {
        user = new EspctlUser(folder, fleet.address());
    }

    /// The machine has one place: each build that goes on proves that the one before has let go of it.
    @Test
    void freesTheMachineWhereverBuildIsCanceled() throws Exception {
        EspctlUser other = other();
        user.write("CMakeLists.txt", COMPILES_SLOWLY);
        try (McpClient client = user.mcp();
                McpClient waiting = other.mcp()) {
            String compiling = begin(client);
            awaitPhase(client, compiling, "compiling");
            String queued = begin(waiting);
            awaitPhase(waiting, queued, "queued");

            assertEquals("canceled", cancel(waiting, queued));
            assertEquals("running", status(client, compiling, 0).text("status"));

            String next = begin(waiting);
            awaitPhase(waiting, next, "queued");
            assertEquals("canceled", cancel(client, compiling));
            assertEquals("succeeded", awaitEnd(waiting, next).text("status"));

            byte[] large = new byte[24 << 20];
            new Random(1).nextBytes(large);
            Files.write(user.project().resolve("large.bin"), large);
            String syncing = begin(client);
            awaitPhase(client, syncing, "syncing");
            assertEquals("canceled", cancel(client, syncing));

            String last = begin(waiting);
            assertEquals("succeeded", awaitEnd(waiting, last).text("status"));
        }
    }

    @Test
    void buildsForTwoServersAndTerminalOfOneProject() throws Exception {
        try (McpClient one = user.mcp();
                McpClient two = user.mcp();
                EspctlUser.Running terminal = user.start("build", "-t", "esp32c6", "-q")) {
            String first = begin(one);
            String second =
                    two.call("build", JsonObject.of("target", "esp32h2")).text("task_id");

            assertEquals("succeeded", awaitEnd(two, first).text("status"));
            assertEquals("succeeded", awaitEnd(one, second).text("status"));
            assertEquals(0, terminal.outcome().exit());

            for (McpClient each : List.of(one, two)) {
                String listed = each.ask("resources/list", JsonObject.EMPTY).toString();
                assertTrue(listed.contains(first) && listed.contains(second), listed);
            }
            // Whichever came last: build/ holds one build, not a mixture.
            String manifest = Files.readString(user.project().resolve("build/manifest.json"));
            String chip = List.of("esp32c3", "esp32c6", "esp32h2").stream()
                    .filter(target -> manifest.contains('"' + target + '"'))
                    .findFirst()
                    .orElseThrow();
            assertTrue(one.call("artifacts.manifest", JsonObject.of("task_id", newest(one, chip)))
                    .text("chip")
                    .equals(chip));
        }
    }

    @Test
    void answersThousandWhoWaitForOneBuild() throws Exception {
        user.write("CMakeLists.txt", SlowProject.CMAKE);
        try (McpClient client = user.mcp()) {
            String task = begin(client);
            awaitPhase(client, task, "configuring");
            List<Integer> asked = new ArrayList<>();
            for (int number = 0; number < 1000; number++) {
                asked.add(client.send(
                        "tools/call",
                        JsonObject.of(
                                "name",
                                "build.status",
                                "arguments",
                                JsonObject.of("task_id", number % 2 == 0 ? task : "latest", "wait_secs", 50))));
            }
            assertEquals("running", status(client, task, 0).text("status"));
            long threads = figure(client, "Threads:");
            assertTrue(threads < 100, threads + " threads");
            long kilobytes = figure(client, "VmRSS:");
            assertTrue(kilobytes < 512 << 10, kilobytes + " KB");
            assertEquals("canceled", cancel(client, task));

            for (JsonObject answer : client.answers(asked)) {
                assertEquals(
                        "canceled",
                        answer.object("result").object("structuredContent").text("status"));
            }
        }
    }

    @Test
    void buildsOnWhenTheInputEndsInTheMiddleOfCall() throws Exception {
        user.write("CMakeLists.txt", SlowProject.CMAKE);
        String task;
        try (McpClient client = user.mcp()) {
            task = begin(client);
            awaitPhase(client, task, "configuring");
            client.send(
                    "tools/call",
                    JsonObject.of(
                            "name", "build.status", "arguments", JsonObject.of("task_id", task, "wait_secs", 50)));
            assertEquals(0, client.leave());
        }
        try (McpClient client = user.mcp()) {
            assertEquals("running", status(client, task, 0).text("status"));
            assertEquals("canceled", cancel(client, task));
        }
    }

    @Test
    void saysThatTheProjectVanishedDuringItsBuild() throws Exception {
        user.write("CMakeLists.txt", SlowProject.CMAKE.replace("range(100)", "range(15)"));
        try (McpClient client = user.mcp()) {
            String task = begin(client);
            awaitPhase(client, task, "configuring");
            Files.move(user.project(), folder.resolve("aside"));

            JsonObject failed = awaitEnd(client, task);

            assertEquals("failed", failed.text("status"));
            assertTrue(failed.text("reason").contains(user.project().toString()), failed.toString());
            assertFalse(Files.exists(user.project()), "nothing was made in its place");
        }
    }

    private EspctlUser other() throws IOException {
        return new EspctlUser(Files.createDirectory(folder.resolve("other")), fleet.address());
    }

    private static String newest(McpClient client, String target) throws IOException {
        return client.call("list_artifacts", JsonObject.of("target", target)).text("task_id");
    }

    private static long figure(McpClient client, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + client.process().pid() + "/status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static String begin(McpClient client) throws IOException {
        return client.call("build", BUILD).text("task_id");
    }

    private static JsonObject status(McpClient client, String task, int secs) throws IOException {
        return client.call("build.status", JsonObject.of("task_id", task, "wait_secs", secs));
    }

    private static String cancel(McpClient client, String task) throws IOException {
        return client.call("build.cancel", JsonObject.of("task_id", task)).text("status");
    }

    private static void awaitPhase(McpClient client, String task, String phase) throws IOException {
        JsonObject standing = status(client, task, 1);
        while (!standing.text("phase", "").equals(phase)) {
            assertTrue(List.of("pending", "running").contains(standing.text("status")), standing.toString());
            standing = status(client, task, 1);
        }
    }

    private static JsonObject awaitEnd(McpClient client, String task) throws IOException {
        JsonObject standing = status(client, task, 50);
        while (List.of("pending", "running").contains(standing.text("status"))) {
            standing = status(client, task, 50);
        }
        return standing;
    }
}
