package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.testing.ScriptedServer;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The machines in a plan, and plans without a build server.
class PlanFleetTest {
    @TempDir
    Path folder;

    private EspctlProcess espctl;

    @BeforeEach
    void project() throws IOException {
        Path project = Files.createDirectory(folder.resolve("demo"));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        Files.writeString(project.resolve("logo.bin"), "x".repeat(3000));
        espctl = new EspctlProcess(Files.createDirectory(folder.resolve("home")), project).with("MCP_AUTH_SECRET", "k");
    }

    @Test
    void listsSuitableMachinesAndTheQueue() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            server.answer("/grant/preview", 200, "application/json", """
                    {"machines_online":3,"machines_able":1,"machines":[{"agent_id":"m-1","idf_version":"v5.3","cpu_cores":4,
                     "memory_mb":4096,"busy_jobs":1,"max_jobs":1,"warm":true}],"queued":2,
                     "queue":{"position":3,"estimated_wait_secs":40,"reason":"the one machine that can take it is busy"},
                     "ice_servers":[],"server_time":1}""");
            JsonObject fleet = plan(server.address()).object("fleet");

            assertEquals("known", fleet.text("status"));
            assertEquals(
                    "1 of 3 online could build this; it would wait at position 3, about 40 s: the one machine that can"
                            + " take it is busy",
                    fleet.text("detail"));
            assertEquals(2, fleet.whole("queued", 0));
            assertEquals(3, fleet.object("queue").whole("position", 0));
            JsonObject machine =
                    (JsonObject) fleet.array("machines").stream().findFirst().orElseThrow();
            assertEquals("v5.3", machine.text("idf_version"));
            assertTrue(machine.flag("warm", false));
        }
    }

    @Test
    void plansWithAServerThatIsTooOldForPreviews() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            server.answer(
                    "/grant/preview",
                    404,
                    "application/problem+json",
                    "{\"status\":404,\"code\":\"no_such_route\",\"server_time\":1}");
            JsonObject plan = plan(server.address());

            assertEquals("cannot_say", plan.object("fleet").text("status"));
            assertEquals("planning", plan.text("status"));
        }
    }

    @Test
    @Timeout(20)
    void doesNotWaitForAServerThatNeverAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            JsonObject plan = plan("http://127.0.0.1:" + silent.getLocalPort());

            assertEquals("no_answer", plan.object("fleet").text("status"));
            assertEquals("planning", plan.text("status"));
        }
    }

    @Test
    void reportsAMissingKey() throws Exception {
        espctl.with("MCP_AUTH_SECRET", "");
        assertEquals("no_key", plan("http://127.0.0.1:9").object("fleet").text("status"));
    }

    @Test
    void listsTheLargestFiles() throws Exception {
        JsonObject largest = (JsonObject)
                plan("http://127.0.0.1:9").array("largest").stream().findFirst().orElseThrow();
        assertEquals("logo.bin", largest.text("path"));
        assertEquals(3000, largest.whole("bytes", 0));
    }

    private JsonObject plan(String server) throws Exception {
        EspctlProcess.Outcome outcome =
                espctl.run("", "build", "--local", "-t", "esp32c3", "--json", "--remote", server);
        assertEquals(0, outcome.exit(), outcome.err());
        return (JsonObject) JsonReader.read(outcome.out());
    }
}
