package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;

/// The shapes of what we send.
public final class Replies {
    private Replies() {}

    static JsonObject result(Json id, JsonObject result) {
        return JsonObject.of("jsonrpc", "2.0", "id", id, "result", result);
    }

    public static JsonObject error(Json id, int code, String message) {
        return JsonObject.of("jsonrpc", "2.0", "id", id, "error", JsonObject.of("code", code, "message", message));
    }

    public static JsonObject error(Json id, ProtocolError error) {
        return JsonObject.of("jsonrpc", "2.0", "id", id, "error", body(error));
    }

    static JsonObject body(ProtocolError error) {
        return JsonObject.of("code", error.code(), "message", error.sentence()).withPresent("data", error.data());
    }

    static JsonObject request(Json id, String method, JsonObject params) {
        return JsonObject.of("jsonrpc", "2.0", "id", id, "method", method, "params", params);
    }

    static JsonObject notice(String method, JsonObject params) {
        var notice = JsonObject.of("jsonrpc", "2.0", "method", method);
        return params.isEmpty() ? notice : notice.with("params", params);
    }
}
