package dev.aegis.mcp.message;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;

/// A message from the client.
public sealed interface Message {
    /// A message that gets an answer.
    record Request(Json id, String method, JsonObject params) implements Message {
        public JsonObject meta() {
            return params.object("_meta");
        }
    }

    /// A message that gets no answer.
    record Notification(String method, JsonObject params) implements Message {}

    /// The client's answer to a request of the server.
    record Response(Json id, JsonObject body) implements Message {}

    /// JSON that is not a JSON-RPC message.
    ///
    /// @param id the request's, or JSON null if it could not be read
    record Invalid(Json id, String reason) implements Message {}

    static Message of(Json json) {
        if (!(json instanceof JsonObject body)) {
            return new Invalid(Json.Nothing.NULL, "a message is a JSON object, not " + json.kind());
        }
        Json id = body.get("id");
        Json known = id != null && isId(id) ? id : Json.Nothing.NULL;
        if (!body.text("jsonrpc", "").equals("2.0")) {
            return new Invalid(known, "jsonrpc must be \"2.0\"");
        }
        if (id != null && !isId(id)) {
            return new Invalid(known, "an id is a string or a whole number, not " + id.kind());
        }
        Json method = body.get("method");
        if (method == null && id != null && (body.has("result") || body.has("error"))) {
            return new Response(id, body);
        }
        if (!(method instanceof Json.Text name)) {
            return new Invalid(known, "a method is missing");
        }
        Json params = body.get("params");
        if (params != null && !(params instanceof JsonObject)) {
            return new Invalid(known, "params must be an object, not " + params.kind());
        }
        return id == null
                ? new Notification(name.value(), body.object("params"))
                : new Request(id, name.value(), body.object("params"));
    }

    private static boolean isId(Json id) {
        return id instanceof Json.Text || (id instanceof Json.Numeral number && number.isWhole());
    }
}
