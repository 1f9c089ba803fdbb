package dev.aegis.mcp.question;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.message.Message;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The server's requests on one connection that the client has not answered yet.
public final class OpenQuestions {
    private final Map<Json, CompletableFuture<JsonObject>> open = new ConcurrentHashMap<>();
    private final AtomicLong lastNumber = new AtomicLong();

    /// Returns a new request id of this connection.
    Json nextId() {
        return new Json.Text("question-" + lastNumber.incrementAndGet());
    }

    /// Returns the future body of the client's response.
    CompletableFuture<JsonObject> expect(Json id) {
        return open.computeIfAbsent(id, _ -> new CompletableFuture<>());
    }

    /// Removes a question; returns whether it was still open.
    boolean remove(Json id) {
        return open.remove(id) != null;
    }

    /// Passes a response on to the waiting call. A response to an unknown request is ignored.
    public void complete(Message.Response response) {
        CompletableFuture<JsonObject> waiting = open.remove(response.id());
        if (waiting != null) {
            waiting.complete(response.body());
        }
    }
}
