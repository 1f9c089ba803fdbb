package dev.aegis.mcp.call;

import dev.aegis.mcp.json.JsonObject;

/// What came back for a [Question].
///
/// @param result the whole result as the client sent it
public record Answer(JsonObject result) {
    /// For forms and pages: whether the user agreed, as against declining or closing the dialog.
    public boolean isAccepted() {
        return result.text("action", "").equals("accept");
    }

    /// For forms: what the user filled in; it fits the form's schema.
    public JsonObject content() {
        return result.object("content");
    }
}
