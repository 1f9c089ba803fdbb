package dev.aegis.mcp.http;

import com.sun.net.httpserver.HttpExchange;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonArray;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonWriter;
import dev.aegis.mcp.message.MessageSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The response to one HTTP request: a JSON document if the answer is the first message and comes soon, else a
/// stream of events.
final class HttpResponseSink implements MessageSink {
    private final HttpExchange exchange;
    private final ToIntFunction<JsonObject> status;
    private final boolean outlivesClient;
    private @Nullable OutputStream stream;
    private boolean ended;

    /// @param status returns the status of a response that is a single document
    /// @param outlivesClient whether the call continues when the client disconnects; then the messages are dropped
    HttpResponseSink(HttpExchange exchange, ToIntFunction<JsonObject> status, boolean outlivesClient) {
        this.exchange = exchange;
        this.status = status;
        this.outlivesClient = outlivesClient;
    }

    @Override
    public synchronized void send(Json message) throws IOException {
        if (ended) {
            return;
        }
        boolean last = message instanceof JsonArray || (message instanceof JsonObject body && !body.has("method"));
        try {
            if (last && stream == null) {
                ended = true;
                respond(exchange, message instanceof JsonObject body ? status.applyAsInt(body) : 200, message);
            } else {
                event(message, last);
            }
        } catch (IOException disconnected) {
            ended = true;
            if (!outlivesClient) {
                throw disconnected;
            }
        }
    }

    private void event(Json message, boolean last) throws IOException {
        OutputStream events = start();
        events.write(("event: message\ndata: " + JsonWriter.write(message) + "\n\n").getBytes(StandardCharsets.UTF_8));
        events.flush();
        if (last) {
            ended = true;
            events.close();
        }
    }

    private OutputStream start() throws IOException {
        OutputStream started = stream;
        if (started == null) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("X-Accel-Buffering", "no");
            exchange.sendResponseHeaders(200, 0);
            started = exchange.getResponseBody();
            stream = started;
        }
        return started;
    }

    /// Sends a comment. It fails if the client disconnected; there is no other way to detect this.
    synchronized void keepAlive() throws IOException {
        if (ended) {
            return;
        }
        try {
            OutputStream events = start();
            events.write(":\n\n".getBytes(StandardCharsets.US_ASCII));
            events.flush();
        } catch (IOException disconnected) {
            ended = true;
            throw disconnected;
        }
    }

    /// Ends the response.
    synchronized void end() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        if (stream == null) {
            exchange.sendResponseHeaders(202, -1);
        } else {
            stream.close();
        }
    }

    static void respond(HttpExchange exchange, int status, Json body) throws IOException {
        byte[] bytes = JsonWriter.write(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
