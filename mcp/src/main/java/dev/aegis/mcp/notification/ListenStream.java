package dev.aegis.mcp.notification;

import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.message.JsonRpc;
import java.util.List;
import java.util.Set;

/// The subscription of one `subscriptions/listen` request: exactly the changes that the request names, each
/// notification with the request's id.
public final class ListenStream implements Subscriber {
    private static final String ID = "io.modelcontextprotocol/subscriptionId";
    private static final int MAX_RESOURCES = 500;

    private final Json id;
    private final JsonObject wanted;
    private final Set<String> uris;
    private final Set<String> taskIds;
    private final NotificationQueue notifications;

    /// @param id the request's
    /// @param wanted the request's `notifications`
    public ListenStream(Json id, JsonObject wanted, NotificationQueue notifications) {
        this.id = id;
        this.wanted = wanted;
        this.notifications = notifications;
        this.uris = distinct(wanted, "resourceSubscriptions");
        this.taskIds = distinct(wanted, "taskIds");
    }

    private static Set<String> distinct(JsonObject wanted, String field) {
        return Set.copyOf(wanted.array(field).texts().stream()
                .distinct()
                .limit(MAX_RESOURCES)
                .toList());
    }

    public Set<String> uris() {
        return uris;
    }

    public Set<String> taskIds() {
        return taskIds;
    }

    /// Returns the notification that confirms the subscription.
    public JsonObject acknowledgment() {
        var accepted = JsonObject.EMPTY;
        for (Catalog.Part part : Catalog.Part.values()) {
            if (wants(part)) {
                accepted = accepted.with(field(part), true);
            }
        }
        if (!uris.isEmpty()) {
            accepted = accepted.with("resourceSubscriptions", List.copyOf(uris));
        }
        if (!taskIds.isEmpty()) {
            accepted = accepted.with("taskIds", List.copyOf(taskIds));
        }
        return JsonRpc.notification(
                "notifications/subscriptions/acknowledged", withId(JsonObject.of("notifications", accepted)));
    }

    /// Returns the result that ends the stream.
    public JsonObject result() {
        return withId(JsonObject.EMPTY);
    }

    @Override
    public boolean wants(Catalog.Part part) {
        return wanted.flag(field(part), false);
    }

    private static String field(Catalog.Part part) {
        return switch (part) {
            case TOOLS -> "toolsListChanged";
            case RESOURCES -> "resourcesListChanged";
            case PROMPTS -> "promptsListChanged";
        };
    }

    @Override
    public boolean wantsResource(String uri) {
        return uris.contains(uri);
    }

    @Override
    public boolean wantsTask(String taskId) {
        return taskIds.contains(taskId);
    }

    @Override
    public void deliver(String method, JsonObject params) {
        notifications.add(JsonRpc.notification(method, withId(params)));
    }

    private JsonObject withId(JsonObject params) {
        return params.with("_meta", params.object("_meta").with(ID, id));
    }
}
