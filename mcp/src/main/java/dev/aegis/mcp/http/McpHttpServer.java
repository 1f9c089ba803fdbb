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

/// The engine behind one HTTP address on this computer.
///
/// Built on the JDK's own server: it is there already, it runs on virtual threads, and a loopback
/// address with a handful of clients asks for no more. Its one weakness, that it does not tell when a
/// client hangs up, is met by a comment line on open streams every second.
public final class McpHttpServer implements AutoCloseable {
    private static final int MOST_SESSIONS = 100;
    private static final int BACKLOG = 128;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpSessions sessions;
    private final HttpSettings settings;

    /// @param random names sessions; must be hard to guess
    public McpHttpServer(Engine engine, Catalog catalog, HttpSettings settings, RandomGenerator random)
            throws IOException {
        // Without it each event of a stream would wait 40 ms for the client's kernel to acknowledge the
        // one before.
        System.setProperty("sun.net.httpserver.nodelay", System.getProperty("sun.net.httpserver.nodelay", "true"));
        this.settings = settings;
        this.sessions = new HttpSessions(engine, () -> new UUID(random.nextLong(), random.nextLong()), MOST_SESSIONS);
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), BACKLOG);
        server.setExecutor(threads);
        var guard = new LocalOnly(settings.origins(), settings.token());
        var posts = new Posts(engine, sessions, new MirroredHeaders(catalog));
        var streams = new SessionStreams(sessions);
        server.createContext(settings.path(), exchange -> handle(exchange, guard, posts, streams));
    }

    public McpHttpServer start() {
        server.start();
        return this;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + settings.path());
    }

    private static void handle(HttpExchange exchange, LocalOnly guard, Posts posts, SessionStreams streams)
            throws IOException {
        try (exchange) {
            try {
                guard.check(exchange.getRequestHeaders());
                switch (exchange.getRequestMethod()) {
                    case "POST" -> posts.handle(exchange);
                    case "GET" -> streams.hold(exchange);
                    case "DELETE" -> streams.end(exchange);
                    default -> throw Refusal.of(405, "use POST");
                }
            } catch (Refusal refusal) {
                if (refusal.status() == 401) {
                    exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                }
                HttpOutlet.respond(exchange, refusal.status(), refusal.body());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        try {
            sessions.closeAll();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
