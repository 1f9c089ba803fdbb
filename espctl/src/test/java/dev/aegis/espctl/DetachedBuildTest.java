package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.testkit.mcp.McpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The process of a build that the MCP server started, while it waits for a build server that does not answer.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DetachedBuildTest {
    private static final String SECRET = "open-sesame-4711";

    @TempDir
    Path folder;

    private Path home;
    private Path project;

    @BeforeEach
    void project() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        project = folder.resolve("project");
        Files.createDirectories(project.resolve("main"));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        Files.writeString(project.resolve("main/main.c"), "void app_main(void) {}\n");
    }

    @Test
    void keepsDefinitionsOutOfCommandLinesAndEnvironments() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            EspctlProcess espctl = new EspctlProcess(home, project)
                    .with("ESPCTL_SERVER", "http://127.0.0.1:" + server.getLocalPort())
                    .with("MCP_AUTH_SECRET", "a-key");
            try (McpClient client = espctl.mcp()) {
                JsonObject task = client.call(
                        "build", JsonObject.of("target", "esp32c3", "params", JsonObject.of("WIFI_PASSWORD", SECRET)));
                try (Socket connected = server.accept()) {
                    assertTrue(connected.isConnected());
                    assertEquals(List.of(), processesThatShow(SECRET));
                    assertEquals(List.of(), openFilesThatHold(SECRET));
                    assertEquals("canceled", cancel(client, task.text("task_id")));
                }
            }
        }
    }

    private static String cancel(McpClient client, String taskId) throws Exception {
        return client.call("build.cancel", JsonObject.of("task_id", taskId)).text("status");
    }

    private static List<String> processesThatShow(String secret) {
        List<String> found = new ArrayList<>();
        ProcessHandle.allProcesses().forEach(process -> {
            for (String name : List.of("cmdline", "environ")) {
                Path file = Path.of("/proc", Long.toString(process.pid()), name);
                try {
                    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                    if (text.contains(secret)) {
                        found.add(name + ": " + text.replace('\0', ' '));
                    }
                } catch (IOException ended) {
                    // The process belongs to another user or has ended.
                }
            }
        });
        return found;
    }

    /// Returns the files of espctl that contain the secret and that other users can read.
    private List<String> openFilesThatHold(String secret) throws IOException {
        List<String> found = new ArrayList<>();
        try (var files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                if (!mode.equals("rw-------")
                        && Files.readString(file, StandardCharsets.ISO_8859_1).contains(secret)) {
                    found.add(mode + " " + file);
                }
            }
        }
        return found;
    }
}
