package dev.aegis.mcp.http;

import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.message.JsonRpc;
import org.jspecify.annotations.Nullable;

/// An HTTP request that is answered with an HTTP status and a JSON-RPC error, as the protocol demands in place of
/// RFC 9457.
final class HttpProblem extends Exception {
    private final int status;
    private final transient JsonObject body;

    private HttpProblem(int status, JsonObject body) {
        super(null, null, false, false);
        this.status = status;
        this.body = body;
    }

    static HttpProblem of(int status, String message) {
        return of(status, Json.Nothing.NULL, ProtocolError.INVALID_REQUEST, message);
    }

    static HttpProblem of(int status, @Nullable Json id, int code, String message) {
        return new HttpProblem(status, JsonRpc.error(id == null ? Json.Nothing.NULL : id, code, message));
    }

    int status() {
        return status;
    }

    JsonObject body() {
        return body;
    }
}
