package dev.aegis.mcp.http;

import com.sun.net.httpserver.HttpExchange;
import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.catalog.Revision;
import dev.aegis.mcp.engine.Batch;
import dev.aegis.mcp.engine.Connection;
import dev.aegis.mcp.engine.Engine;
import dev.aegis.mcp.engine.Message;
import dev.aegis.mcp.engine.Ongoing;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// POST: everything a client sends.
final class Posts {
    private static final int LONGEST_BODY = 16 << 20;
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final Engine engine;
    private final HttpSessions sessions;
    private final MirroredHeaders mirrored;

    Posts(Engine engine, HttpSessions sessions, MirroredHeaders mirrored) {
        this.engine = engine;
        this.sessions = sessions;
        this.mirrored = mirrored;
    }

    void handle(HttpExchange exchange) throws IOException, Refusal, InterruptedException {
        checkTypes(exchange);
        byte[] bytes = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (bytes.length > LONGEST_BODY) {
            throw Refusal.of(413, "a message of more than " + LONGEST_BODY + " bytes");
        }
        Json json;
        try {
            json = JsonReader.read(bytes, 0, bytes.length);
        } catch (JsonReader.NotJson notJson) {
            throw Refusal.of(400, null, ProtocolError.NOT_JSON, "not JSON: " + notJson.getMessage());
        }
        if (isSessions(exchange, json)) {
            inSession(exchange, json, bytes.length);
        } else {
            alone(exchange, Message.of(json), bytes.length);
        }
    }

    private static void checkTypes(HttpExchange exchange) throws Refusal {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw Refusal.of(415, "Content-Type must be application/json");
        }
        if (!Accepts.type(exchange, "application", "json") || !Accepts.type(exchange, "text", "event-stream")) {
            throw Refusal.of(406, "Accept must list application/json and text/event-stream");
        }
    }

    /// What a request says in itself counts first, then the header, then whether it names a session.
    private static boolean isSessions(HttpExchange exchange, Json json) {
        if (json instanceof JsonObject body
                && body.object("params").object("_meta").names().stream()
                        .anyMatch(key -> key.startsWith("io.modelcontextprotocol/protocol")
                                || key.startsWith("io.modelcontextprotocol/client"))) {
            return false;
        }
        String named = exchange.getRequestHeaders().getFirst("MCP-Protocol-Version");
        if (named == null) {
            return true;
        }
        return Revision.find(named)
                .map(revision -> !revision.isStateless())
                .orElse(exchange.getRequestHeaders().containsKey("Mcp-Session-Id"));
    }

    private void inSession(HttpExchange exchange, Json json, int size)
            throws IOException, Refusal, InterruptedException {
        HttpSession session = session(exchange, json);
        String named = exchange.getRequestHeaders().getFirst("MCP-Protocol-Version");
        if (named != null && Revision.find(named).isEmpty()) {
            throw Refusal.of(400, "MCP-Protocol-Version " + named + " is not spoken here");
        }
        var outlet = new HttpOutlet(exchange, _ -> 200, true);
        see(Batch.accept(session.connection(), json, size, outlet), outlet, null);
    }

    private HttpSession session(HttpExchange exchange, Json json) throws Refusal, InterruptedException {
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

    private void alone(HttpExchange exchange, Message message, int size)
            throws IOException, Refusal, InterruptedException {
        var outlet = new HttpOutlet(exchange, Posts::status, false);
        if (message instanceof Message.Request request && hasWhole(request)) {
            mirrored.check(exchange.getRequestHeaders(), request);
        }
        try (var connection = engine.connect(Connection.Kind.STATELESS, _ -> {}, false)) {
            Optional<Ongoing> call = connection.accept(message, size, outlet);
            see(call, outlet, call.orElse(null));
        }
    }

    /// A request that lacks what it must say is refused for that, before its headers are looked at.
    private static boolean hasWhole(Message.Request request) {
        return request.meta().has("io.modelcontextprotocol/protocolVersion")
                && request.meta().has("io.modelcontextprotocol/clientCapabilities");
    }

    /// Stays with a call until its answer is out.
    ///
    /// @param canceled what to cancel when the client hangs up, where hanging up means that
    private static void see(Optional<Ongoing> call, HttpOutlet outlet, @Nullable Ongoing canceled)
            throws IOException, InterruptedException {
        try {
            Duration patience = SOON;
            while (call.isPresent() && !call.get().await(patience)) {
                outlet.keepAlive();
                patience = HEARTBEAT;
            }
            outlet.end();
        } catch (IOException gone) {
            if (canceled != null) {
                canceled.cancel();
            }
        }
    }

    private static int status(JsonObject answer) {
        return switch ((int) answer.object("error").whole("code", 0)) {
            case ProtocolError.UNKNOWN_METHOD -> 404;
            case ProtocolError.HEADER_MISMATCH,
                    ProtocolError.MISSING_CAPABILITY,
                    ProtocolError.UNSUPPORTED_REVISION,
                    ProtocolError.INVALID_REQUEST,
                    ProtocolError.INVALID_PARAMS -> 400;
            default -> 200;
        };
    }
}
