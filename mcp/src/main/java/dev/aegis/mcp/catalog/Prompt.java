package dev.aegis.mcp.catalog;

import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// A prepared prompt that a user picks by its name.
public record Prompt(
        String name, String title, String description, List<PromptArgument> arguments, PromptHandler handler) {
    public Prompt {
        arguments = List.copyOf(arguments);
    }

    public Optional<PromptArgument> argument(String name) {
        return arguments.stream()
                .filter(argument -> argument.name().equals(name))
                .findFirst();
    }

    public JsonObject json(Revision revision) {
        var json = JsonObject.of("name", name);
        if (revision.atLeast(Revision.V2025_06_18)) {
            json = json.with("title", title);
        }
        return json.with("description", description)
                .with("arguments", arguments.stream().map(PromptArgument::json).toList());
    }
}
