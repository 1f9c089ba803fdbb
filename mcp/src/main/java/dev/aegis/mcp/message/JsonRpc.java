package dev.aegis.mcp.message;

import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;

/// The JSON of the messages that the server sends.
public final class JsonRpc {
    private JsonRpc() {}

    public static JsonObject response(Json id, JsonObject result) {
        return JsonObject.of("jsonrpc", "2.0", "id", id, "result", result);
    }

    public static JsonObject error(Json id, int code, String message) {
        return JsonObject.of("jsonrpc", "2.0", "id", id, "error", JsonObject.of("code", code, "message", message));
    }

    public static JsonObject error(Json id, ProtocolError error) {
        return JsonObject.of("jsonrpc", "2.0", "id", id, "error", errorBody(error));
    }

    public static JsonObject errorBody(ProtocolError error) {
        return JsonObject.of("code", error.code(), "message", error.sentence()).withPresent("data", error.data());
    }

    public static JsonObject request(Json id, String method, JsonObject params) {
        return JsonObject.of("jsonrpc", "2.0", "id", id, "method", method, "params", params);
    }

    public static JsonObject notification(String method, JsonObject params) {
        var notification = JsonObject.of("jsonrpc", "2.0", "method", method);
        return params.isEmpty() ? notification : notification.with("params", params);
    }
}
