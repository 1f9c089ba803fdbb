package dev.aegis.mcp.catalog;

import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the server says of itself.
///
/// @param instructions what a model should know before it uses the tools; clients cut it at 2 KB
public record ServerInfo(
        String name, String title, String version, @Nullable String instructions, List<Icon> icons) {
    public ServerInfo {
        icons = List.copyOf(icons);
    }

    /// What goes with every result: no pictures.
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
