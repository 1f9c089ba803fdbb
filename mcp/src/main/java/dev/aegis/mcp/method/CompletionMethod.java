package dev.aegis.mcp.method;

import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.Completer;
import dev.aegis.mcp.catalog.Completion;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `completion/complete`.
final class CompletionMethod {
    private static final Completion NOTHING = new Completion(List.of(), 0);

    private final Catalog catalog;

    CompletionMethod(Catalog catalog) {
        this.catalog = catalog;
    }

    JsonObject complete(CallContext call) throws Exception {
        if (!Capabilities.hasCompletions(catalog)) {
            throw ProtocolError.methodNotFound(call.request().method());
        }
        JsonObject argument = call.params().object("argument");
        String name =
                argument.findText("name").orElseThrow(() -> ProtocolError.invalidParams("argument.name is missing"));
        Completer completer = completer(call.params().object("ref"), name);
        Completion completion =
                completer == null ? NOTHING : completer.complete(argument.text("value", ""), known(call.params()));
        return JsonObject.of(
                "completion",
                JsonObject.of(
                        "values", completion.values(),
                        "total", completion.total(),
                        "hasMore", completion.hasMore()));
    }

    private @Nullable Completer completer(JsonObject ref, String argument) throws ProtocolError {
        return switch (ref.text("type", "")) {
            case "ref/prompt" -> {
                var prompt = PromptMethods.find(catalog, ref.text("name", ""));
                yield prompt.argument(argument)
                        .orElseThrow(() -> ProtocolError.invalidParams(
                                "prompt '" + prompt.name() + "' has no argument '" + argument + "'"))
                        .completer();
            }
            case "ref/resource" -> ofTemplate(ref.text("uri", ""), argument);
            default -> throw ProtocolError.invalidParams("ref.type must be ref/prompt or ref/resource");
        };
    }

    private @Nullable Completer ofTemplate(String uri, String variable) throws ProtocolError {
        return catalog.templates().stream()
                .filter(template -> template.template().text().equals(uri))
                .findFirst()
                .orElseThrow(() -> ProtocolError.invalidParams("there is no resource template " + uri))
                .completers()
                .get(variable);
    }

    private static Map<String, String> known(JsonObject params) {
        var known = new HashMap<String, String>();
        params.object("context").object("arguments").fields().forEach((name, value) -> {
            if (value instanceof Json.Text text) {
                known.put(name, text.value());
            }
        });
        return known;
    }
}
