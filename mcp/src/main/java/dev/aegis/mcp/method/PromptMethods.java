package dev.aegis.mcp.method;

import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.Prompt;
import dev.aegis.mcp.catalog.PromptArgument;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.schema.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `prompts/list` and `prompts/get`.
final class PromptMethods {
    private final Catalog catalog;
    private final Pages pages;

    PromptMethods(Catalog catalog, Pages pages) {
        this.catalog = catalog;
        this.pages = pages;
    }

    JsonObject list(CallContext call) throws ProtocolError {
        requirePrompts(call);
        return pages.page(
                "prompts", catalog.prompts(), Prompt::name, prompt -> prompt.json(call.revision()), call.params());
    }

    JsonObject get(CallContext call) throws Exception {
        requirePrompts(call);
        Prompt prompt = find(catalog, call.params().text("name", ""));
        Map<String, String> arguments = arguments(prompt, call.params().object("arguments"));
        var messages = prompt.handler().messages(arguments, call);
        return JsonObject.of(
                "description", prompt.description(),
                "messages",
                        messages.stream()
                                .map(message -> message.json(call.revision()))
                                .toList());
    }

    static Prompt find(Catalog catalog, String name) throws ProtocolError {
        List<String> known = catalog.prompts().stream().map(Prompt::name).toList();
        return catalog.prompt(name)
                .orElseThrow(() ->
                        ProtocolError.invalidParams("unknown prompt '" + name + "'" + Suggestion.of(name, known)));
    }

    private static Map<String, String> arguments(Prompt prompt, JsonObject given) throws ProtocolError {
        List<String> known =
                prompt.arguments().stream().map(PromptArgument::name).toList();
        var arguments = new LinkedHashMap<String, String>();
        for (var argument : given.fields().entrySet()) {
            String name = argument.getKey();
            if (prompt.argument(name).isEmpty()) {
                throw ProtocolError.invalidParams("unknown argument '" + name + "'" + Suggestion.of(name, known));
            }
            if (!(argument.getValue() instanceof Json.Text text)) {
                throw ProtocolError.invalidParams("'" + name + "' must be a string, not "
                        + argument.getValue().kind());
            }
            arguments.put(name, text.value());
        }
        for (PromptArgument argument : prompt.arguments()) {
            if (argument.required() && !arguments.containsKey(argument.name())) {
                throw ProtocolError.invalidParams("'" + argument.name() + "' is missing: " + argument.description());
            }
        }
        return arguments;
    }

    private void requirePrompts(CallContext call) throws ProtocolError {
        if (!Capabilities.hasPrompts(catalog)) {
            throw ProtocolError.methodNotFound(call.request().method());
        }
    }
}
