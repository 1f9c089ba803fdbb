package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.DoctorReport.Found;
import dev.aegis.espctl.testing.ScriptedServer;
import dev.aegis.testkit.http.SocketServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The checks of doctor when another program answers in place of the build server, or a build server of another time.
class DoctorStrangerTest {
    @TempDir
    Path folder;

    private EspctlProcess espctl;

    @BeforeEach
    void project() throws IOException {
        Path project = Files.createDirectory(folder.resolve("demo"));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        espctl = new EspctlProcess(Files.createDirectory(folder.resolve("home")), project)
                .with("MCP_AUTH_SECRET", "k")
                .with("IDF_TARGET", "esp32c3");
    }

    @Test
    void namesAProgramThatDoesNotSpeakHttp() throws Exception {
        assertStranger("SSH-2.0-OpenSSH_9.6\r\n", "does not answer like a build server: it does not speak HTTP");
    }

    @Test
    void namesTheHealthOfAnotherProgram() throws Exception {
        assertStranger(json("{\"status\":\"UP\"}"), "its answer cannot be used: no value at [\"machines_online\"]");
        assertStranger(
                json("{\"status\":\"ok\",\"version\":\"7\",\"machines_online\":1,\"server_time\":1}"),
                "its answer cannot be used: field 'state' is missing");
    }

    @Test
    void namesTheLoginPageOfANetwork() throws Exception {
        Found check = controlPlane("HTTP/1.1 302 Found\r\nContent-Type: text/html\r\nContent-Length: 0\r\nLocation: "
                + "http://portal.hotel.example/login\r\n\r\n");

        assertEquals("not_a_build_server", check.code());
        assertTrue(
                check.detail()
                        .endsWith("it answered 302 with text/html and sends on to http://portal.hotel.example/login"),
                check.detail());
        assertTrue(String.valueOf(check.fix()).contains("the login page of your network"), check.fix());
    }

    @Test
    void namesTheProxyThatAnswers() throws Exception {
        assertStranger(
                "HTTP/1.1 403 Forbidden\r\nServer: squid/5.7\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n",
                "it answered 403 with text/html by squid/5.7");
    }

    @Test
    void namesAServerThatWantsTls() throws Exception {
        Found alert = controlPlane("\u0015\u0003\u0001\u0000\u0002\u0002F");
        assertEquals("connection_broken", alert.code());
        assertTrue(String.valueOf(alert.fix()).startsWith("try again, or write https://127.0.0.1:"), alert.fix());

        Found page = controlPlane("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        assertEquals("not_a_build_server", page.code());
        assertTrue(String.valueOf(page.fix()).contains(" if the server uses TLS"), page.fix());
    }

    @Test
    void namesAServerThatHangsUp() throws Exception {
        Found check = controlPlane("");

        assertEquals("connection_broken", check.code());
        assertTrue(check.detail().endsWith("broke: the server closed it without an answer"), check.detail());
    }

    @Test
    void namesABuildServerOfAnotherProtocol() throws Exception {
        Found newer = controlPlane(json(health("[3,2]")));
        assertEquals("version_unsupported", newer.code());
        assertEquals("the build server (version 9) has protocol 3, 2, this espctl has 1", newer.detail());
        assertEquals("update espctl", newer.fix());

        Found older = controlPlane(json(health("[0]")));
        assertEquals("ask the operator to update the build server", older.fix());
    }

    @Test
    void namesABuildServerThatIsTooOldForAKeyCheck() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            server.answer("/health", 200, "application/json", health("[1]"));
            server.answer(
                    "/whoami",
                    404,
                    "application/problem+json",
                    "{\"status\":404,\"code\":\"no_such_route\",\"detail\":\"no such route\",\"server_time\":1}");
            Found check = DoctorReport.of(espctl, "--remote", server.address()).check("access_key");

            assertEquals("server_too_old", check.code());
        }
    }

    private static String health(String versions) {
        return "{\"status\":\"ok\",\"version\":\"9\",\"state\":\"ok\",\"machines_online\":0,\"protocol_versions\":"
                + versions + ",\"server_time\":" + Instant.now().getEpochSecond() + "}";
    }

    private static String json(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private void assertStranger(String answer, String detail) throws Exception {
        Found check = controlPlane(answer);

        assertEquals("not_a_build_server", check.code(), check.toString());
        assertTrue(check.detail().endsWith(detail), check.toString());
        assertTrue(check.isFixable(), check.toString());
    }

    /// Returns the check against a server that answers every request with these bytes.
    private Found controlPlane(String answer) throws Exception {
        try (SocketServer server = SocketServer.answering(answer)) {
            return DoctorReport.of(espctl, "--remote", server.address().toString())
                    .check("control_plane");
        }
    }
}
