package dev.aegis.mcp.engine;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;

/// What a client can send, told apart.
public sealed interface Message {
    /// Wants an answer.
    record Request(Json id, String method, JsonObject params) implements Message {
        public JsonObject meta() {
            return params.object("_meta");
        }
    }

    /// Wants none.
    record Notice(String method, JsonObject params) implements Message {}

    /// The answer to a question of ours.
    record Reply(Json id, JsonObject body) implements Message {}

    /// JSON, but no message.
    ///
    /// @param id the request's, or JSON null where there is none to be read
    record Broken(Json id, String reason) implements Message {}

    static Message of(Json json) {
        if (!(json instanceof JsonObject body)) {
            return new Broken(Json.Nothing.NULL, "a message is a JSON object, not " + json.kind());
        }
        Json id = body.get("id");
        Json known = id != null && isId(id) ? id : Json.Nothing.NULL;
        if (!body.text("jsonrpc", "").equals("2.0")) {
            return new Broken(known, "jsonrpc must be \"2.0\"");
        }
        if (id != null && !isId(id)) {
            return new Broken(known, "an id is a string or a whole number, not " + id.kind());
        }
        Json method = body.get("method");
        if (method == null && id != null && (body.has("result") || body.has("error"))) {
            return new Reply(id, body);
        }
        if (!(method instanceof Json.Text name)) {
            return new Broken(known, "a method is missing");
        }
        Json params = body.get("params");
        if (params != null && !(params instanceof JsonObject)) {
            return new Broken(known, "params must be an object, not " + params.kind());
        }
        return id == null
                ? new Notice(name.value(), body.object("params"))
                : new Request(id, name.value(), body.object("params"));
    }

    private static boolean isId(Json id) {
        return id instanceof Json.Text || (id instanceof Json.Numeral number && number.isWhole());
    }
}
