package dev.aegis.espctl.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/// An HTTP server on loopback that sends the answers that a test configures.
public final class ScriptedServer implements AutoCloseable {
    private final HttpServer http;
    private final List<String> lastEventIds = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public ScriptedServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.start();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    public void answer(String path, int status, String type, String body) {
        http.createContext(path, exchange -> send(exchange, status, type, body));
    }

    /// Removes the answer for a path, so that it can be replaced.
    public void forget(String path) {
        http.removeContext(path);
    }

    public void answerWithRetry(String path, String body) {
        http.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            send(exchange, 429, "application/problem+json", body);
        });
    }

    /// Answers each connection with the next of these streams and then ends it.
    public void events(String path, String... streams) {
        Deque<String> left = new ArrayDeque<>(List.of(streams));
        http.createContext(path, exchange -> {
            lastEventIds.add(
                    Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Last-Event-ID"), ""));
            send(exchange, 200, "text/event-stream", Objects.requireNonNullElse(left.poll(), ""));
        });
    }

    public List<String> lastEventIds() {
        return lastEventIds;
    }

    /// Returns the path of each request.
    public List<String> asked() {
        return asked;
    }

    private void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        asked.add(exchange.getRequestURI().getPath());
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
