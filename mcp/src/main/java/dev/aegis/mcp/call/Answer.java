package dev.aegis.mcp.call;

import dev.aegis.mcp.json.JsonObject;

/// The client's answer to a [Question].
///
/// @param result the whole result that the client sent
public record Answer(JsonObject result) {
    /// For forms and pages: returns whether the user agreed, and did not decline or close the dialog.
    public boolean isAccepted() {
        return result.text("action", "").equals("accept");
    }

    /// For forms: returns the values from the user, which match the form's schema.
    public JsonObject content() {
        return result.object("content");
    }
}
