package dev.aegis.mcp.http;

import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.engine.Replies;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// An HTTP request that ends with a status and a JSON-RPC error.
final class Refusal extends Exception {
    private final int status;
    private final transient JsonObject body;

    private Refusal(int status, JsonObject body) {
        super(null, null, false, false);
        this.status = status;
        this.body = body;
    }

    static Refusal of(int status, String message) {
        return of(status, Json.Nothing.NULL, ProtocolError.INVALID_REQUEST, message);
    }

    static Refusal of(int status, @Nullable Json id, int code, String message) {
        return new Refusal(status, Replies.error(id == null ? Json.Nothing.NULL : id, code, message));
    }

    int status() {
        return status;
    }

    JsonObject body() {
        return body;
    }
}
