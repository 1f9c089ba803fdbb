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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Concurrent MCP servers and builds, and builds that are interrupted, on a machine that runs one build at a time.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class McpConcurrencyTest {
    private static final String TARGET = "esp32c3";
    private static final String SLOW_BANDWIDTH = "16000";
    private static final String COMPILES_SLOWLY = SlowProject.FAST + """
            add_custom_target(slow ALL COMMAND /usr/bin/python3 -c "import time; time.sleep(60)" VERBATIM)
            add_dependencies(__idf_main slow)
            """;

    @RegisterExtension
    static final WholeProduct product = new WholeProduct(
            new FleetSettings(Map.of("MAX_BANDWIDTH_KBPS", SLOW_BANDWIDTH), Map.of("AGENT_MAX_JOBS", "1")));

    private final EspctlUser user = product.newUser();

    /// The machine runs one build at a time. So each build that succeeds shows that the canceled one before it is over.
    @Test
    void freesTheMachineInEachPhaseThatABuildIsCanceledIn() throws Exception {
        EspctlUser other = product.newUser();
        user.write("CMakeLists.txt", COMPILES_SLOWLY);
        try (McpClient client = user.mcp();
                McpClient waiting = other.mcp()) {
            String compiling = McpBuilds.start(client, TARGET);
            McpBuilds.awaitPhase(client, compiling, "compiling");
            String queued = McpBuilds.start(waiting, TARGET);
            McpBuilds.awaitPhase(waiting, queued, "queued");

            assertEquals("canceled", McpBuilds.cancel(waiting, queued));
            assertEquals("running", McpBuilds.status(client, compiling, 0).text("status"));

            String next = McpBuilds.start(waiting, TARGET);
            McpBuilds.awaitPhase(waiting, next, "queued");
            assertEquals("canceled", McpBuilds.cancel(client, compiling));
            assertEquals("succeeded", McpBuilds.awaitEnd(waiting, next).text("status"));

            byte[] large = new byte[24 << 20];
            new Random(1).nextBytes(large);
            Files.write(user.project().resolve("large.bin"), large);
            String syncing = McpBuilds.start(client, TARGET);
            McpBuilds.awaitPhase(client, syncing, "syncing");
            assertEquals("canceled", McpBuilds.cancel(client, syncing));

            String last = McpBuilds.start(waiting, TARGET);
            assertEquals("succeeded", McpBuilds.awaitEnd(waiting, last).text("status"));
        }
    }

    @Test
    void runsBuildsOfOneProjectFromTwoServersAndATerminal() throws Exception {
        try (McpClient one = user.mcp();
                McpClient two = user.mcp();
                EspctlUser.Running terminal = user.start("build", "-t", "esp32c6", "-q")) {
            String first = McpBuilds.start(one, TARGET);
            String second = McpBuilds.start(two, "esp32h2");

            assertEquals("succeeded", McpBuilds.awaitEnd(two, first).text("status"));
            assertEquals("succeeded", McpBuilds.awaitEnd(one, second).text("status"));
            assertEquals(0, terminal.outcome().exit());

            for (McpClient each : List.of(one, two)) {
                String listed = each.ask("resources/list", JsonObject.EMPTY).toString();
                assertTrue(listed.contains(first) && listed.contains(second), listed);
            }
            // build/ holds the files of the build that ended last, and of no other.
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
    void answersAThousandRequestsThatWaitForOneBuild() throws Exception {
        user.write("CMakeLists.txt", SlowProject.CMAKE);
        try (McpClient client = user.mcp()) {
            String task = McpBuilds.start(client, TARGET);
            McpBuilds.awaitPhase(client, task, "configuring");
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
            assertEquals("running", McpBuilds.status(client, task, 0).text("status"));
            long threads = figure(client, "Threads:");
            assertTrue(threads < 100, threads + " threads");
            long kilobytes = figure(client, "VmRSS:");
            assertTrue(kilobytes < 512 << 10, kilobytes + " KB");
            assertEquals("canceled", McpBuilds.cancel(client, task));

            for (JsonObject answer : client.answers(asked)) {
                assertEquals(
                        "canceled",
                        answer.object("result").object("structuredContent").text("status"));
            }
        }
    }

    @Test
    void continuesTheBuildWhenStdinEndsDuringACall() throws Exception {
        user.write("CMakeLists.txt", SlowProject.CMAKE);
        String task;
        try (McpClient client = user.mcp()) {
            task = McpBuilds.start(client, TARGET);
            McpBuilds.awaitPhase(client, task, "configuring");
            client.send(
                    "tools/call",
                    JsonObject.of(
                            "name", "build.status", "arguments", JsonObject.of("task_id", task, "wait_secs", 50)));
            assertEquals(0, client.leave());
        }
        try (McpClient client = user.mcp()) {
            assertEquals("running", McpBuilds.status(client, task, 0).text("status"));
            assertEquals("canceled", McpBuilds.cancel(client, task));
        }
    }

    @Test
    void failsWhenTheProjectIsRemovedDuringItsBuild() throws Exception {
        user.write("CMakeLists.txt", SlowProject.printing(15));
        try (McpClient client = user.mcp()) {
            String task = McpBuilds.start(client, TARGET);
            McpBuilds.awaitPhase(client, task, "configuring");
            Files.move(user.project(), user.folder().resolve("aside"));

            JsonObject failed = McpBuilds.awaitEnd(client, task);

            assertEquals("failed", failed.text("status"));
            assertTrue(failed.text("reason").contains(user.project().toString()), failed.toString());
            assertFalse(Files.exists(user.project()), "the folder was created again");
        }
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
}
