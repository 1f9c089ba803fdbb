package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.testing.ScriptedServer;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.testkit.mcp.McpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The MCP tools for doctor and plans.
@Timeout(60)
class DoctorToolTest {
    @TempDir
    Path folder;

    private final ScriptedServer server = new ScriptedServer();
    private McpClient client;

    @BeforeEach
    void serve() throws IOException {
        Path project = Files.createDirectory(folder.resolve("demo"));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        Files.writeString(project.resolve("sdkconfig"), "CONFIG_IDF_TARGET=\"esp32c3\"\n");
        server.answer("/", 200, "text/html", "<html>a router's page</html>");
        server.answer("/grant/preview", 200, "application/json", """
                {"machines_online":2,"machines_able":0,"queued":0,"server_time":1,
                 "queue":{"position":1,"reason":"no machine has esp32c3 with v5.5.1; 2 machines have v5.4"}}""");
        client = new EspctlProcess(Files.createDirectory(folder.resolve("home")), project)
                .with("CONTROL_BASE_URL", server.address())
                .with("MCP_AUTH_SECRET", "k")
                .mcp();
    }

    @AfterEach
    void end() {
        client.close();
        server.close();
    }

    @Test
    void returnsEachFailureWithItsCodeAndFix() throws Exception {
        JsonObject result = client.result("doctor", JsonObject.EMPTY);
        JsonObject check = result.object("structuredContent").array("checks").stream()
                .map(one -> (JsonObject) one)
                .filter(one -> one.text("name").equals("control_plane"))
                .findFirst()
                .orElseThrow();

        assertEquals("not_a_build_server", check.text("code"));
        assertTrue(!check.text("fix").isBlank(), check.toString());
        String text = text(result);
        assertTrue(text.startsWith("unhealthy\n"), text);
        assertTrue(text.contains("error  control_plane: " + server.address()), text);
        assertTrue(text.contains("\n  fix: check the address"), text);
    }

    @Test
    void namesMissingCapabilitiesInAPlan() throws Exception {
        JsonObject result = client.result("generate_build_plan", JsonObject.EMPTY);

        assertEquals("known", result.object("structuredContent").object("fleet").text("status"));
        assertTrue(
                text(result).contains("\nmachines: no machine has esp32c3 with v5.5.1; 2 machines have v5.4\n"),
                text(result));
    }

    @Test
    void plansACleanBuildForAnotherChip() throws Exception {
        JsonObject result = client.result("get_clean_plan", JsonObject.of("target", "esp32c6"));
        assertEquals(
                "regenerated for esp32c6; the one for another chip becomes sdkconfig.old",
                result.object("structuredContent").text("sdkconfig"));
        assertEquals(
                "not changed, for esp32c3",
                client.result("get_clean_plan", JsonObject.EMPTY)
                        .object("structuredContent")
                        .text("sdkconfig"));
    }

    private static String text(JsonObject result) {
        return ((JsonObject) result.array("content").stream().findFirst().orElseThrow()).text("text");
    }
}
