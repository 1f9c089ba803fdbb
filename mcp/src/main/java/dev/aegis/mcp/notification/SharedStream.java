package dev.aegis.mcp.notification;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.message.JsonRpc;
import dev.aegis.mcp.message.MessageSink;

/// The stream of a connection for messages that belong to no request.
///
/// @param isAlwaysOpen whether a message reaches the client at any time, as on stdio
public record SharedStream(MessageSink sink, boolean isAlwaysOpen, NotificationQueue notifications) {
    /// Queues a notification; never blocks.
    public void deliver(String method, JsonObject params) {
        notifications.add(JsonRpc.notification(method, params));
    }
}
