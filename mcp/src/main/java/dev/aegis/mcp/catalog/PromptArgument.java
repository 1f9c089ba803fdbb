package dev.aegis.mcp.catalog;

import dev.aegis.mcp.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An argument of a prompt.
public record PromptArgument(
        String name,
        String description,
        boolean required,
        @Nullable Completer completer) {
    /// Returns this argument's value, if it was given.
    public Optional<String> in(Map<String, String> arguments) {
        return Optional.ofNullable(arguments.get(name));
    }

    JsonObject json() {
        return JsonObject.of("name", name, "description", description, "required", required);
    }
}
