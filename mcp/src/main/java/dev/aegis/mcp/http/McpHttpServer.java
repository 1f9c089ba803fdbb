package dev.aegis.mcp.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.engine.Engine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/// Serves an engine at one HTTP address on this computer.
///
/// It uses the JDK's HTTP server: no new dependency, virtual threads, and enough for some clients on the loopback
/// address. That server does not report when a client disconnects, so a comment line is sent on open streams each
/// second.
public final class McpHttpServer implements AutoCloseable {
    private static final int MAX_SESSIONS = 100;
    private static final int BACKLOG = 128;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpSessions sessions;
    private final HttpSettings settings;

    /// @param random makes session ids; must be hard to guess
    public McpHttpServer(Engine engine, Catalog catalog, HttpSettings settings, RandomGenerator random)
            throws IOException {
        // Without it each event of a stream would wait 40 ms until the client's kernel acknowledges the one before.
        System.setProperty("sun.net.httpserver.nodelay", System.getProperty("sun.net.httpserver.nodelay", "true"));
        this.settings = settings;
        this.sessions = new HttpSessions(engine, () -> new UUID(random.nextLong(), random.nextLong()), MAX_SESSIONS);
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), BACKLOG);
        server.setExecutor(threads);
        var access = new AccessCheck(settings.origins(), settings.token());
        var posts = new PostHandler(engine, sessions, new MirroredHeaders(catalog));
        var streams = new SessionStreamHandler(sessions);
        server.createContext(settings.path(), exchange -> handle(exchange, access, posts, streams));
    }

    public McpHttpServer start() {
        server.start();
        return this;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + settings.path());
    }

    private static void handle(
            HttpExchange exchange, AccessCheck access, PostHandler posts, SessionStreamHandler streams)
            throws IOException {
        try (exchange) {
            try {
                access.check(exchange.getRequestHeaders());
                switch (exchange.getRequestMethod()) {
                    case "POST" -> posts.handle(exchange);
                    case "GET" -> streams.open(exchange);
                    case "DELETE" -> streams.end(exchange);
                    default -> throw HttpProblem.of(405, "use POST");
                }
            } catch (HttpProblem problem) {
                if (problem.status() == 401) {
                    exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                }
                HttpResponseSink.respond(exchange, problem.status(), problem.body());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        try {
            sessions.closeAll();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
