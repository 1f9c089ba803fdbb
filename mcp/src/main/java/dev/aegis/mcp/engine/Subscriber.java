package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.JsonObject;

/// Somebody who may want to hear of changes.
interface Subscriber {
    boolean wants(Catalog.Part part);

    boolean wantsResource(String uri);

    boolean wantsTask(String taskId);

    /// Never waits.
    void hear(String method, JsonObject params);
}
