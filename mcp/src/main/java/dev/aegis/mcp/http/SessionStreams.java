package dev.aegis.mcp.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/// GET and DELETE: a session's stream, and its end. The newest revision has neither.
final class SessionStreams {
    private static final long HEARTBEAT_MILLIS = 1000;

    private final HttpSessions sessions;

    SessionStreams(HttpSessions sessions) {
        this.sessions = sessions;
    }

    void hold(HttpExchange exchange) throws IOException, Refusal, InterruptedException {
        HttpSession session = named(exchange);
        if (!Accepts.type(exchange, "text", "event-stream")) {
            throw Refusal.of(406, "Accept must list text/event-stream");
        }
        var outlet = new HttpOutlet(exchange, _ -> 200, true);
        outlet.keepAlive();
        session.open(outlet);
        try {
            while (!session.isClosed()) {
                synchronized (session) {
                    session.wait(HEARTBEAT_MILLIS);
                }
                outlet.keepAlive();
            }
            outlet.end();
        } catch (IOException gone) {
            // The client hung up; it may open another stream.
        } finally {
            session.drop(outlet);
        }
    }

    void end(HttpExchange exchange) throws IOException, Refusal, InterruptedException {
        sessions.remove(named(exchange));
        exchange.sendResponseHeaders(204, -1);
    }

    private HttpSession named(HttpExchange exchange) throws Refusal {
        String id = exchange.getRequestHeaders().getFirst("Mcp-Session-Id");
        if (id == null) {
            throw Refusal.of(405, "without a session, use POST");
        }
        return sessions.require(id);
    }
}
