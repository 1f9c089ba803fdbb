package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import java.util.List;
import java.util.Set;

/// One `subscriptions/listen` stream: hears exactly what its request named, each notice marked with the
/// request's id.
final class Listener implements Subscriber {
    static final String ID = "io.modelcontextprotocol/subscriptionId";
    private static final int MOST_RESOURCES = 500;

    private final Json id;
    private final JsonObject wanted;
    private final Set<String> uris;
    private final Set<String> taskIds;
    private final NoticeBoard notices;

    Listener(RunningCall call, JsonObject wanted, NoticeBoard notices) {
        this.id = call.request().id();
        this.wanted = wanted;
        this.notices = notices;
        this.uris = distinct(wanted, "resourceSubscriptions");
        this.taskIds = distinct(wanted, "taskIds");
    }

    private static Set<String> distinct(JsonObject wanted, String field) {
        return Set.copyOf(wanted.array(field).texts().stream()
                .distinct()
                .limit(MOST_RESOURCES)
                .toList());
    }

    Set<String> uris() {
        return uris;
    }

    JsonObject acknowledgment() {
        var honored = JsonObject.EMPTY;
        for (Catalog.Part part : Catalog.Part.values()) {
            if (wants(part)) {
                honored = honored.with(field(part), true);
            }
        }
        if (!uris.isEmpty()) {
            honored = honored.with("resourceSubscriptions", List.copyOf(uris));
        }
        if (!taskIds.isEmpty()) {
            honored = honored.with("taskIds", List.copyOf(taskIds));
        }
        return Replies.notice(
                "notifications/subscriptions/acknowledged", marked(JsonObject.of("notifications", honored)));
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
    public void hear(String method, JsonObject params) {
        notices.post(Replies.notice(method, marked(params)));
    }

    private JsonObject marked(JsonObject params) {
        return params.with("_meta", params.object("_meta").with(ID, id));
    }
}
