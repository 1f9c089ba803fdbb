package dev.aegis.mcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.mcp.call.Call;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.engine.Engine;
import dev.aegis.mcp.engine.EngineSettings;
import dev.aegis.mcp.fixture.FixtureServer;
import dev.aegis.mcp.input.Arguments;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class McpHttpServerTest {
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}";

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch canceled = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Catalog catalog =
            new Catalog().add(Tool.named("wait.long", "Wait", "Waits until it is canceled", this::await));
    private final Engine engine = new Engine(
            FixtureServer.INFO, catalog, EngineSettings.DEFAULTS, Clock.systemUTC(), new Random(1), line -> {});
    private McpHttpServer server = start(null);

    @BeforeEach
    void startServer() {
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
        client.close();
    }

    private McpHttpServer start(@Nullable String token) {
        try {
            return new McpHttpServer(
                    engine, catalog, new HttpSettings(0, "/mcp", Set.of("https://app.example"), token), new Random(1));
        } catch (IOException taken) {
            throw new IllegalStateException(taken);
        }
    }

    private ToolResult await(Arguments arguments, Call call) throws InterruptedException {
        started.countDown();
        call.onCancel(canceled::countDown);
        canceled.await();
        return ToolResult.text("canceled");
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(server.address())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
    }

    private HttpResponse<String> post(String body, String... headers) throws Exception {
        var builder = request().POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return client.send(builder.build(), BodyHandlers.ofString());
    }

    private String openSession() throws Exception {
        return post(INITIALIZE).headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    @Test
    void refusesForeignOrigin() throws Exception {
        var refusal = post(INITIALIZE, "Origin", "https://evil.example");
        assertEquals(403, refusal.statusCode());
        assertTrue(refusal.body().contains("Origin https://evil.example is not allowed"), refusal.body());
    }

    @Test
    void acceptsLocalAndListedOrigins() throws Exception {
        assertEquals(200, post(INITIALIZE, "Origin", "http://localhost:5173").statusCode());
        assertEquals(200, post(INITIALIZE, "Origin", "https://app.example").statusCode());
        assertEquals(
                403, post(INITIALIZE, "Origin", "http://localhost.evil.example").statusCode());
        assertEquals(403, post(INITIALIZE, "Origin", "null").statusCode());
    }

    /// Uses a socket, as the JDK's client does not let its caller set another host.
    @Test
    void refusesNameOfAnotherHost() throws Exception {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.getOutputStream()
                    .write("POST /mcp HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        }
    }

    @Test
    void requiresTokenIfOneIsSet() throws Exception {
        server.close();
        server = start("s3cret").start();
        assertEquals(401, post(INITIALIZE).statusCode());
        assertEquals(401, post(INITIALIZE, "Authorization", "Bearer wrong").statusCode());
        assertEquals(200, post(INITIALIZE, "Authorization", "Bearer s3cret").statusCode());
    }

    @Test
    void servesSessionFromInitializeToDelete() throws Exception {
        String session = openSession();
        assertEquals(200, post(PING, "Mcp-Session-Id", session).statusCode());
        assertEquals(
                202,
                post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", "Mcp-Session-Id", session)
                        .statusCode());
        var end = request().DELETE().header("Mcp-Session-Id", session).build();
        assertEquals(204, client.send(end, BodyHandlers.ofString()).statusCode());
        assertEquals(404, post(PING, "Mcp-Session-Id", session).statusCode());
    }

    /// Some clients send the header of another revision than that of their session.
    @Test
    void servesASessionWhoseHeaderNamesAnotherRevision() throws Exception {
        String session = openSession();
        for (String revision : List.of("2024-11-05", "2025-11-25", "2026-07-28")) {
            var listed = post(
                    "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\",\"params\":{}}",
                    "Mcp-Session-Id",
                    session,
                    "MCP-Protocol-Version",
                    revision);
            assertEquals(200, listed.statusCode(), listed.body());
            assertTrue(listed.body().contains("\"tools\""), listed.body());
        }
    }

    @Test
    void refusesRequestWithoutSession() throws Exception {
        assertEquals(400, post(PING).statusCode());
        assertEquals(404, post(PING, "Mcp-Session-Id", "made-up").statusCode());
        var get = request().GET().build();
        assertEquals(405, client.send(get, BodyHandlers.ofString()).statusCode());
    }

    @Test
    void answersBatchWithBatchIfTheRevisionAllowsIt() throws Exception {
        String session = openSession();
        assertEquals(
                "[{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}]",
                post("[" + PING + "]", "Mcp-Session-Id", session).body());
    }

    @Test
    void refusesBodiesThatAreNotMessages() throws Exception {
        assertEquals(400, post("garbage").statusCode());
        assertTrue(post("garbage").body().contains("-32700"));
        assertEquals(
                415,
                client.send(
                                HttpRequest.newBuilder(server.address())
                                        .header("Content-Type", "text/plain")
                                        .POST(HttpRequest.BodyPublishers.ofString(PING))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode());
    }

    @Test
    void requiresHeadersThatMatchTheBody() throws Exception {
        String body = stateless("tools/list", "");
        String[] right = {"MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/list"};
        assertEquals(200, post(body, right).statusCode());
        assertEquals(400, post(body, "MCP-Protocol-Version", "2026-07-28").statusCode());
        var mismatch = post(body, "MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/call");
        assertEquals(400, mismatch.statusCode());
        assertTrue(mismatch.body().contains("-32020"), mismatch.body());
    }

    @Test
    void cancelsCallIfItsClientDisconnects() throws Exception {
        HttpRequest request = request()
                .headers("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/call", "Mcp-Name", "wait.long")
                .POST(HttpRequest.BodyPublishers.ofString(stateless("tools/call", "\"name\":\"wait.long\",")))
                .build();
        InputStream stream = client.send(request, BodyHandlers.ofInputStream()).body();
        assertTrue(started.await(10, TimeUnit.SECONDS));
        assertFalse(canceled.await(0, TimeUnit.SECONDS));
        stream.close();
        assertTrue(canceled.await(10, TimeUnit.SECONDS));
    }

    private static String stateless(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + params
                + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
    }
}
