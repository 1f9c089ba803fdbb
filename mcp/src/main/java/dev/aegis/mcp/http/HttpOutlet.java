package dev.aegis.mcp.http;

import com.sun.net.httpserver.HttpExchange;
import dev.aegis.mcp.engine.Outlet;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonArray;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The response to one HTTP request: a single JSON document where the answer is the first thing to be
/// said and comes soon, else a stream of events.
final class HttpOutlet implements Outlet {
    private final HttpExchange exchange;
    private final ToIntFunction<JsonObject> status;
    private final boolean outlivesClient;
    private @Nullable OutputStream stream;
    private boolean over;

    /// @param status of a response that is a single document
    /// @param outlivesClient whether the work goes on when the client hangs up; then messages are
    ///   dropped from there on
    HttpOutlet(HttpExchange exchange, ToIntFunction<JsonObject> status, boolean outlivesClient) {
        this.exchange = exchange;
        this.status = status;
        this.outlivesClient = outlivesClient;
    }

    @Override
    public synchronized void send(Json message) throws IOException {
        if (over) {
            return;
        }
        boolean last = message instanceof JsonArray || (message instanceof JsonObject body && !body.has("method"));
        try {
            if (last && stream == null) {
                over = true;
                respond(exchange, message instanceof JsonObject body ? status.applyAsInt(body) : 200, message);
            } else {
                event(message, last);
            }
        } catch (IOException gone) {
            over = true;
            if (!outlivesClient) {
                throw gone;
            }
        }
    }

    private void event(Json message, boolean last) throws IOException {
        OutputStream events = begin();
        events.write(("event: message\ndata: " + JsonWriter.write(message) + "\n\n").getBytes(StandardCharsets.UTF_8));
        events.flush();
        if (last) {
            over = true;
            events.close();
        }
    }

    private OutputStream begin() throws IOException {
        OutputStream begun = stream;
        if (begun == null) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("X-Accel-Buffering", "no");
            exchange.sendResponseHeaders(200, 0);
            begun = exchange.getResponseBody();
            stream = begun;
        }
        return begun;
    }

    /// Says nothing, which fails once the client has hung up; it is the only way to learn of it.
    synchronized void keepAlive() throws IOException {
        if (over) {
            return;
        }
        try {
            OutputStream events = begin();
            events.write(":\n\n".getBytes(StandardCharsets.US_ASCII));
            events.flush();
        } catch (IOException gone) {
            over = true;
            throw gone;
        }
    }

    /// Nothing more will come.
    synchronized void end() throws IOException {
        if (over) {
            return;
        }
        over = true;
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
