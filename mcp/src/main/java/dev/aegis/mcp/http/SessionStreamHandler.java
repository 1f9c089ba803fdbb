package dev.aegis.mcp.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/// GET and DELETE: opens the stream of a session, and ends a session. The newest revision has neither.
final class SessionStreamHandler {
    private static final long HEARTBEAT_MILLIS = 1000;

    private final HttpSessions sessions;

    SessionStreamHandler(HttpSessions sessions) {
        this.sessions = sessions;
    }

    void open(HttpExchange exchange) throws IOException, HttpProblem, InterruptedException {
        HttpSession session = named(exchange);
        if (!AcceptHeader.type(exchange, "text", "event-stream")) {
            throw HttpProblem.of(406, "Accept must list text/event-stream");
        }
        var sink = new HttpResponseSink(exchange, _ -> 200, true);
        sink.keepAlive();
        session.open(sink);
        try {
            while (!session.isClosed()) {
                synchronized (session) {
                    session.wait(HEARTBEAT_MILLIS);
                }
                sink.keepAlive();
            }
            sink.end();
        } catch (IOException disconnected) {
            // The client disconnected; it may open another stream.
        } finally {
            session.drop(sink);
        }
    }

    void end(HttpExchange exchange) throws IOException, HttpProblem, InterruptedException {
        sessions.remove(named(exchange));
        exchange.sendResponseHeaders(204, -1);
    }

    private HttpSession named(HttpExchange exchange) throws HttpProblem {
        String id = exchange.getRequestHeaders().getFirst("Mcp-Session-Id");
        if (id == null) {
            throw HttpProblem.of(405, "without a session, use POST");
        }
        return sessions.require(id);
    }
}
