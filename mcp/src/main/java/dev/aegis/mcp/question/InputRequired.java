package dev.aegis.mcp.question;

import dev.aegis.mcp.json.JsonObject;

/// Ends a handler with questions as its result.
///
/// An `Error` and not an `Exception`, so that a handler's `catch (Exception ...)` does not swallow it.
public final class InputRequired extends Error {
    private static final long serialVersionUID = 1;
    private final transient JsonObject result;

    InputRequired(JsonObject result) {
        super("the client must answer first", null, false, false);
        this.result = result;
    }

    public JsonObject result() {
        return result;
    }
}
