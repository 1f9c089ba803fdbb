package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.aegis.espctl.DoctorReport.Found;
import dev.aegis.espctl.testing.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The checks of doctor for a build server that fails. Each test causes a real failure.
class DoctorServerTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

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
    void reportsAClosedPort() throws Exception {
        DoctorReport report = doctor(closedPort());

        assertFault(report, "control_plane", "connection_refused", "nothing accepts connections at http://127.0.0.1:");
        assertEquals(5, report.exit());
        assertEquals("skipped", report.check("machines").status());
    }

    @Test
    void reportsAHostThatDoesNotResolve() throws Exception {
        assertFault(
                doctor("https://build.nowhere.invalid"),
                "control_plane",
                "dns_failed",
                "the name build.nowhere.invalid cannot be resolved");
    }

    @Test
    void reportsAHostThatOnlySshResolves() throws Exception {
        Files.createDirectories(folder.resolve("home/.ssh"));
        Files.writeString(
                folder.resolve("home/.ssh/config"),
                "Host other\n  HostName 10.0.0.1\nHost pi.invalid pi\n  HostName 10.0.0.2\n");

        Found bare = doctor("pi").check("control_plane");
        assertEquals("server_is_ssh_host", bare.code());
        assertEquals("use the build server's web address, such as https://10.0.0.2", bare.fix());

        Found named = doctor("https://pi.invalid").check("control_plane");
        assertEquals("dns_failed", named.code());
        assertTrue(named.detail().endsWith("it is a host in ~/.ssh/config, which only ssh reads"), named.detail());
    }

    @Test
    void reportsAnAddressThatIsNoUrl() throws Exception {
        assertFault(
                doctor("build.example.org"),
                "control_plane",
                "server_url_wrong",
                "has no http:// or https:// in front");
        assertFault(doctor("me@build"), "control_plane", "server_url_wrong", "looks like an SSH destination");
        assertFault(doctor("ftp://build"), "control_plane", "server_url_wrong", "begins with ftp://");
        assertFault(doctor("http://build.example.org"), "control_plane", "server_insecure", "unencrypted");
        assertFault(doctor("https://build:99999"), "control_plane", "server_url_wrong", "has a port above 65535");
        assertEquals(
                "the address of the build server is wrong",
                doctor("me@build").check("settings").detail());
    }

    @Test
    void warnsOfASlashAtTheEndAndContinues() throws Exception {
        try (ScriptedServer server = fineServer()) {
            DoctorReport report = doctor(server.address() + "/");

            assertEquals("server_url_slash", report.check("settings").code());
            assertEquals("write " + server.address(), report.check("settings").fix());
            assertEquals("ok", report.check("control_plane").status());
            assertEquals(0, report.exit());
        }
    }

    @Test
    @Timeout(30)
    void doesNotWaitForAServerThatNeverAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertFault(
                    doctor("http://127.0.0.1:" + silent.getLocalPort()),
                    "control_plane",
                    "timed_out",
                    "did not answer in time");
        }
    }

    @Test
    @Timeout(30)
    void doesNotWaitForTheRestOfAnAnswer() throws Exception {
        try (ServerSocket stalling = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual()
                    .start(() -> say(
                            stalling,
                            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"));
            assertFault(
                    doctor("http://127.0.0.1:" + stalling.getLocalPort()),
                    "control_plane",
                    "timed_out",
                    "began an answer and did not finish it in time");
        }
    }

    @Test
    void reportsASelfSignedCertificate() throws Exception {
        HttpsServer server = selfSigned();
        try {
            assertFault(
                    doctor("https://localhost:" + server.getAddress().getPort()),
                    "control_plane",
                    "tls_failed",
                    "is signed by no authority that this computer trusts");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void reportsAServerWithoutTls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> say(plain, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"));
            assertFault(
                    doctor("https://127.0.0.1:" + plain.getLocalPort()),
                    "control_plane",
                    "tls_failed",
                    "does not use TLS");
        }
    }

    @Test
    void reportsAWebPageInPlaceOfAnAnswer() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            server.answer("/", 200, "text/html", "<html><body>Welcome to nginx!</body></html>");
            assertFault(
                    doctor(server.address()),
                    "control_plane",
                    "not_a_build_server",
                    "does not answer like a build server");
        }
    }

    @Test
    void reportsAProxyThatEspctlDoesNotUse() throws Exception {
        Found check = doctorWith("https_proxy", "http://proxy:3128", "https://build.nowhere.invalid")
                .check("control_plane");
        assertTrue(String.valueOf(check.fix()).endsWith("https_proxy is set, and espctl uses no proxy"), check.fix());
    }

    @Test
    void measuresTheClock() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            script(server, Instant.now().getEpochSecond() + 90);
            DoctorReport report = doctor(server.address());

            assertEquals("clock_skewed", report.check("clock").code());
            assertTrue(
                    report.check("clock").detail().matches("this computer's clock is (8\\d|90) s behind the build.*"),
                    report.check("clock").detail());
            assertEquals(1, report.exit());
        }
        try (ScriptedServer server = new ScriptedServer()) {
            script(server, Instant.now().getEpochSecond() - 20);
            assertEquals(
                    "clock_drifting", doctor(server.address()).check("clock").code());
        }
    }

    @Test
    void reportsAHealthyServer() throws Exception {
        try (ScriptedServer server = fineServer()) {
            DoctorReport report = doctor(server.address());

            assertEquals("ok", report.check("control_plane").status());
            assertEquals("ok", report.check("clock").status());
            assertEquals(
                    "belongs to ada, 5 permissions a minute left",
                    report.check("access_key").detail());
            assertEquals(
                    "1 of 3 online can build esp32c3, 1 free",
                    report.check("machines").detail());
            assertEquals("healthy", report.status());
            assertEquals(0, report.exit());
        }
    }

    private static ScriptedServer fineServer() {
        ScriptedServer server = new ScriptedServer();
        script(server, Instant.now().getEpochSecond());
        return server;
    }

    private static void script(ScriptedServer server, long time) {
        String json = "application/json";
        server.answer(
                "/health",
                200,
                json,
                "{\"status\":\"ok\",\"version\":\"1\",\"state\":\"ok\",\"machines_online\":3,\"server_time\":" + time
                        + "}");
        server.answer(
                "/whoami",
                200,
                json,
                "{\"user_id\":\"ada\",\"scopes\":[],\"remaining\":5,\"window_secs\":60,\"server_time\":" + time + "}");
        server.answer(
                "/versions",
                200,
                json,
                "{\"versions\":[{\"version\":\"v5.3\",\"targets\":[\"esp32c3\"],\"machines\":1}],\"server_time\":"
                        + time + "}");
        server.answer("/grant/preview", 200, json, """
                {"machines_online":3,"machines_able":1,"machines":[{"agent_id":"m-1","idf_version":"v5.3","cpu_cores":4,
                 "memory_mb":4096,"busy_jobs":0,"max_jobs":1,"warm":false}],"queued":0,"queue":{"position":0},
                 "ice_servers":[],"server_time":%d}""".formatted(time));
    }

    private static void assertFault(DoctorReport report, String name, String code, String detail) {
        Found check = report.check(name);
        assertEquals("error", check.status(), check.toString());
        assertEquals(code, check.code(), check.toString());
        assertTrue(check.detail().contains(detail), check.toString());
        assertTrue(check.isFixable(), check.toString());
        assertEquals("unhealthy", report.status());
    }

    private DoctorReport doctor(String server) throws Exception {
        return DoctorReport.of(espctl, "--remote", server);
    }

    private DoctorReport doctorWith(String variable, String value, String server) throws Exception {
        espctl.with(variable, value);
        return doctor(server);
    }

    private static String closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    /// Sends the same bytes to each client and then closes the connection.
    private static void say(ServerSocket server, String words) {
        try {
            while (true) {
                server.accept().getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException closed) {
            // The test has ended.
        }
    }

    private HttpsServer selfSigned() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "self",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
        return server;
    }
}
