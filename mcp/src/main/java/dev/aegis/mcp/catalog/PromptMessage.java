package dev.aegis.mcp.catalog;

import dev.aegis.mcp.call.Content;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.JsonObject;
import java.util.Locale;

/// One message of a prompt.
public record PromptMessage(Role role, Content content) {
    /// The speaker of a message.
    public enum Role {
        USER,
        ASSISTANT
    }

    public static PromptMessage user(String text) {
        return new PromptMessage(Role.USER, Content.text(text));
    }

    public JsonObject json(Revision revision) {
        return JsonObject.of("role", role.name().toLowerCase(Locale.ROOT), "content", content.json(revision));
    }
}
