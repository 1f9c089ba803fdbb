package dev.aegis.mcp.http;

import com.sun.net.httpserver.HttpExchange;
import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.engine.Batch;
import dev.aegis.mcp.engine.Connection;
import dev.aegis.mcp.engine.Engine;
import dev.aegis.mcp.engine.PendingRequest;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import dev.aegis.mcp.message.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// POST: every message of a client.
final class PostHandler {
    private static final int MAX_BODY_BYTES = 16 << 20;
    private static final Duration FIRST_WAIT = Duration.ofMillis(300);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final Engine engine;
    private final HttpSessions sessions;
    private final MirroredHeaders mirrored;

    PostHandler(Engine engine, HttpSessions sessions, MirroredHeaders mirrored) {
        this.engine = engine;
        this.sessions = sessions;
        this.mirrored = mirrored;
    }

    void handle(HttpExchange exchange) throws IOException, HttpProblem, InterruptedException {
        checkTypes(exchange);
        byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            throw HttpProblem.of(413, "a message of more than " + MAX_BODY_BYTES + " bytes");
        }
        Json json;
        try {
            json = JsonReader.read(bytes, 0, bytes.length);
        } catch (JsonReader.NotJson notJson) {
            throw HttpProblem.of(400, null, ProtocolError.PARSE_ERROR, "not JSON: " + notJson.getMessage());
        }
        if (isOfSession(exchange, json)) {
            inSession(exchange, json, bytes.length);
        } else {
            stateless(exchange, Message.of(json), bytes.length);
        }
    }

    private static void checkTypes(HttpExchange exchange) throws HttpProblem {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw HttpProblem.of(415, "Content-Type must be application/json");
        }
        if (!AcceptHeader.type(exchange, "application", "json")
                || !AcceptHeader.type(exchange, "text", "event-stream")) {
            throw HttpProblem.of(406, "Accept must list application/json and text/event-stream");
        }
    }

    /// Returns whether a message belongs to a session: by its `_meta` if it names a revision or a client, else by
    /// whether it names a session, else by the header. Some clients send the header of another revision.
    private static boolean isOfSession(HttpExchange exchange, Json json) {
        if (json instanceof JsonObject body
                && body.object("params").object("_meta").names().stream()
                        .anyMatch(key -> key.startsWith("io.modelcontextprotocol/protocol")
                                || key.startsWith("io.modelcontextprotocol/client"))) {
            return false;
        }
        String named = exchange.getRequestHeaders().getFirst("MCP-Protocol-Version");
        if (named == null || exchange.getRequestHeaders().containsKey("Mcp-Session-Id")) {
            return true;
        }
        return Revision.find(named).map(revision -> !revision.isStateless()).orElse(false);
    }

    private void inSession(HttpExchange exchange, Json json, int size)
            throws IOException, HttpProblem, InterruptedException {
        HttpSession session = session(exchange, json);
        String named = exchange.getRequestHeaders().getFirst("MCP-Protocol-Version");
        if (named != null && Revision.find(named).isEmpty()) {
            throw HttpProblem.of(400, "MCP-Protocol-Version " + named + " is not supported");
        }
        var sink = new HttpResponseSink(exchange, _ -> 200, true);
        await(Batch.accept(session.connection(), json, size, sink), sink, null);
    }

    private HttpSession session(HttpExchange exchange, Json json) throws HttpProblem, InterruptedException {
        String id = exchange.getRequestHeaders().getFirst("Mcp-Session-Id");
        if (id == null
                && json instanceof JsonObject body
                && body.text("method", "").equals("initialize")) {
            HttpSession created = sessions.create();
            exchange.getResponseHeaders().set("Mcp-Session-Id", created.id());
            return created;
        }
        return sessions.require(id);
    }

    private void stateless(HttpExchange exchange, Message message, int size)
            throws IOException, HttpProblem, InterruptedException {
        var sink = new HttpResponseSink(exchange, PostHandler::status, false);
        if (message instanceof Message.Request request && hasRequiredMeta(request)) {
            mirrored.check(exchange.getRequestHeaders(), request);
        }
        try (var connection = engine.connect(Connection.Kind.STATELESS, _ -> {}, false)) {
            Optional<PendingRequest> call = connection.accept(message, size, sink);
            await(call, sink, call.orElse(null));
        }
    }

    /// A request without these fields is refused for that, before its headers are checked.
    private static boolean hasRequiredMeta(Message.Request request) {
        return request.meta().has("io.modelcontextprotocol/protocolVersion")
                && request.meta().has("io.modelcontextprotocol/clientCapabilities");
    }

    /// Waits until the answer is sent.
    ///
    /// @param canceled the request to cancel if the client disconnects; null if the revision does not cancel so
    private static void await(Optional<PendingRequest> call, HttpResponseSink sink, @Nullable PendingRequest canceled)
            throws IOException, InterruptedException {
        try {
            Duration timeout = FIRST_WAIT;
            while (call.isPresent() && !call.get().await(timeout)) {
                sink.keepAlive();
                timeout = HEARTBEAT;
            }
            sink.end();
        } catch (IOException disconnected) {
            if (canceled != null) {
                canceled.cancel();
            }
        }
    }

    private static int status(JsonObject answer) {
        return switch ((int) answer.object("error").whole("code", 0)) {
            case ProtocolError.METHOD_NOT_FOUND -> 404;
            case ProtocolError.HEADER_MISMATCH,
                    ProtocolError.MISSING_CAPABILITY,
                    ProtocolError.UNSUPPORTED_REVISION,
                    ProtocolError.INVALID_REQUEST,
                    ProtocolError.INVALID_PARAMS -> 400;
            default -> 200;
        };
    }
}
