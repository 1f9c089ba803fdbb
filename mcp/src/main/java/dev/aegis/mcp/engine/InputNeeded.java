package dev.aegis.mcp.engine;

import dev.aegis.mcp.json.JsonObject;

/// Ends a handler that asked a question which has to travel in the result.
/// An error, not an exception, so that a handler's `catch (Exception ...)` does not swallow the
/// question.
final class InputNeeded extends Error {
    private static final long serialVersionUID = 1;
    private final transient JsonObject result;

    InputNeeded(JsonObject result) {
        super("the client must answer first", null, false, false);
        this.result = result;
    }

    JsonObject result() {
        return result;
    }
}
