package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `espctl mcp serve --http` with a real HTTP client.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class McpHttpEndpointTest {
    private static final JsonObject HELLO = JsonObject.of(
            "protocolVersion",
            "2025-11-25",
            "capabilities",
            JsonObject.EMPTY,
            "clientInfo",
            JsonObject.of("name", "test", "version", "1"));

    @TempDir
    static Path folder;

    private static EspctlProcess espctl;
    private static Process server;
    private static URI address;
    private static String token;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void serve() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        espctl = new EspctlProcess(home, Files.createDirectory(folder.resolve("project")));
        server = start(home);
        address = URI.create(firstLine(server).replaceFirst(".* ", ""));
        Path file = home.resolve(".config/espctl/mcp-token");
        token = Files.readString(file).strip();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @AfterAll
    static void end() {
        server.destroyForcibly();
    }

    @Test
    void servesASessionWithTheToken() throws Exception {
        HttpResponse<String> hello = post(request("initialize", HELLO), "Authorization", "Bearer " + token);
        assertEquals(200, hello.statusCode(), hello.body());
        String session = hello.headers().firstValue("Mcp-Session-Id").orElseThrow();

        HttpResponse<String> list = post(
                request("tools/list", JsonObject.EMPTY), "Authorization", "Bearer " + token, "Mcp-Session-Id", session);

        assertEquals(200, list.statusCode(), list.body());
        assertFalse(((JsonObject) JsonReader.read(list.body()))
                .object("result")
                .array("tools")
                .items()
                .isEmpty());
        HttpResponse<String> call = post(
                request("tools/call", JsonObject.of("name", "build", "arguments", JsonObject.of("target", "esp32c3"))),
                "Authorization",
                "Bearer " + token,
                "Mcp-Session-Id",
                session);
        assertTrue(call.body().contains("project_empty") || call.body().contains("is empty"), call.body());
    }

    @Test
    void refusesRequestsWithoutTheToken() throws Exception {
        for (String wrong : List.of("", "Bearer", "Bearer x", "Basic " + token, token)) {
            HttpResponse<String> refused = post(request("initialize", HELLO), "Authorization", wrong);
            assertEquals(401, refused.statusCode(), wrong);
            assertEquals(
                    "Bearer", refused.headers().firstValue("WWW-Authenticate").orElse(""));
            assertFalse(refused.body().contains(token));
        }
    }

    @Test
    void refusesOtherOriginsAndHosts() throws Exception {
        HttpResponse<String> page =
                post(request("initialize", HELLO), "Authorization", "Bearer " + token, "Origin", "https://example.org");
        assertEquals(403, page.statusCode());

        // A request as after DNS rebinding. The JDK's HTTP client cannot set the Host header.
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(("POST /mcp HTTP/1.1\r\nHost: rebound.example.org\r\nAuthorization: Bearer " + token
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertTrue(answer.readLine().contains(" 403 "));
        }
    }

    @Test
    void listensOnLoopbackOnlyAndReportsAPortInUse() throws Exception {
        EspctlProcess.Outcome anywhere = espctl.run("", "mcp", "serve", "--http", "0.0.0.0:0");
        assertEquals(2, anywhere.exit());
        assertTrue(anywhere.err().contains("127.0.0.1:PORT of this computer, not '0.0.0.0:0'"), anywhere.err());

        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EspctlProcess.Outcome port = espctl.run("", "mcp", "serve", "--http=" + taken.getLocalPort());
            assertEquals(1, port.exit());
            assertTrue(port.err().contains("cannot listen on 127.0.0.1:" + taken.getLocalPort()), port.err());
        }
    }

    @Test
    void keepsItsTokenAndRefusesAFileThatOtherUsersCanRead() throws Exception {
        Path home = Files.createDirectory(folder.resolve("open"));
        Path file = home.resolve(".config/espctl/mcp-token");
        Files.createDirectories(home.resolve(".config/espctl"));
        Files.writeString(file, "a".repeat(40));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        EspctlProcess.Outcome open =
                new EspctlProcess(home, folder.resolve("project")).run("", "mcp", "serve", "--http", "0");

        assertEquals(3, open.exit());
        assertTrue(open.err().contains("chmod 600 " + file), open.err());
    }

    @Test
    void endsOnTheFirstSignalAndLeavesNoProcess() throws Exception {
        Process other = start(folder.resolve("home"));
        firstLine(other);

        List<ProcessHandle> children = other.descendants().toList();
        other.destroy();

        assertTrue(other.waitFor(20, TimeUnit.SECONDS));
        assertEquals(List.of(), children);
    }

    private static Process start(Path home) throws IOException {
        return espctl.builder(espctl.command("mcp", "serve", "--http", "0"))
                .redirectError(home.resolveSibling("http.stderr").toFile())
                .start();
    }

    private static String firstLine(Process started) throws IOException {
        return String.valueOf(started.inputReader(StandardCharsets.UTF_8).readLine());
    }

    private static String request(String method, JsonObject params) {
        return JsonObject.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params)
                .toString();
    }

    private HttpResponse<String> post(String body, String... headers) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address)
                        .headers(headers)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
