package dev.aegis.mcp.notification;

import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.JsonObject;

/// A client's subscription to changes.
public interface Subscriber {
    boolean wants(Catalog.Part part);

    boolean wantsResource(String uri);

    boolean wantsTask(String taskId);

    /// Queues a notification; never blocks.
    void deliver(String method, JsonObject params);
}
