package dev.aegis.espctl.tool;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import dev.aegis.protocol.WireJson;

/// Converts the answers of espctl to the JSON of the MCP engine.
final class RecordJson {
    private RecordJson() {}

    static JsonObject of(Object answer) {
        try {
            return (JsonObject) JsonReader.read(WireJson.text(answer));
        } catch (JsonReader.NotJson impossible) {
            throw new IllegalStateException("WireJson wrote invalid JSON", impossible);
        }
    }
}
