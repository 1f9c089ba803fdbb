package dev.aegis.mcp.catalog;

import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The name and description of the server.
///
/// @param instructions for a model, before it uses the tools; clients cut them at 2 KB
public record ServerInfo(
        String name, String title, String version, @Nullable String instructions, List<Icon> icons) {
    public ServerInfo {
        icons = List.copyOf(icons);
    }

    /// Returns the part that every result has: without icons.
    public JsonObject brief() {
        return JsonObject.of("name", name, "version", version);
    }

    public JsonObject json(Revision revision) {
        var json = brief();
        if (revision.atLeast(Revision.V2025_06_18)) {
            json = json.with("title", title);
        }
        if (revision.atLeast(Revision.V2025_11_25) && !icons.isEmpty()) {
            json = json.with("icons", icons.stream().map(Icon::json).toList());
        }
        return json;
    }
}
