package dev.aegis.mcp.catalog;

import dev.aegis.mcp.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// One blank to fill in a prompt.
public record PromptArgument(
        String name,
        String description,
        boolean required,
        @Nullable Completer completer) {
    JsonObject json() {
        return JsonObject.of("name", name, "description", description, "required", required);
    }
}
