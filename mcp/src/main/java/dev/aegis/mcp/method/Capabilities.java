package dev.aegis.mcp.method;

import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.TaskSupport;
import dev.aegis.mcp.tool.Tool;

/// The capabilities that the server declares, derived from its catalog.
final class Capabilities {
    private static final JsonObject CHANGES = JsonObject.of("listChanged", true);

    private Capabilities() {}

    static boolean hasTools(Catalog catalog) {
        return !catalog.tools().isEmpty();
    }

    static boolean hasResources(Catalog catalog) {
        return !catalog.resources().isEmpty() || !catalog.templates().isEmpty();
    }

    static boolean hasPrompts(Catalog catalog) {
        return !catalog.prompts().isEmpty();
    }

    private static boolean hasTasks(Catalog catalog, Revision revision) {
        return catalog.tools().stream()
                .map(Tool::tasks)
                .anyMatch(revision.isStateless() ? tasks -> tasks != TaskSupport.FORBIDDEN : TaskSupport::isInSession);
    }

    static boolean hasCompletions(Catalog catalog) {
        return hasPrompts(catalog) || !catalog.templates().isEmpty();
    }

    static JsonObject of(Catalog catalog, Revision revision) {
        var json = JsonObject.of("logging", JsonObject.EMPTY);
        if (hasTools(catalog)) {
            json = json.with("tools", CHANGES);
        }
        if (hasResources(catalog)) {
            json = json.with("resources", CHANGES.with("subscribe", true));
        }
        if (hasPrompts(catalog)) {
            json = json.with("prompts", CHANGES);
        }
        if (hasCompletions(catalog) && revision.atLeast(Revision.V2025_03_26)) {
            json = json.with("completions", JsonObject.EMPTY);
        }
        return hasTasks(catalog, revision) ? json.merge(tasks(revision)) : json;
    }

    private static JsonObject tasks(Revision revision) {
        if (revision.isStateless()) {
            return JsonObject.of("extensions", JsonObject.of(TaskMethods.EXTENSION, JsonObject.EMPTY));
        }
        if (revision != Revision.V2025_11_25) {
            return JsonObject.EMPTY;
        }
        return JsonObject.of(
                "tasks",
                JsonObject.of(
                        "list", JsonObject.EMPTY,
                        "cancel", JsonObject.EMPTY,
                        "requests", JsonObject.of("tools", JsonObject.of("call", JsonObject.EMPTY))));
    }
}
