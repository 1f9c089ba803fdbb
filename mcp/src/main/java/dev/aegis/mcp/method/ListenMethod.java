package dev.aegis.mcp.method;

import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.ResourceWatch;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.notification.ListenStream;
import dev.aegis.mcp.notification.NotificationQueue;
import dev.aegis.mcp.notification.Subscriptions;
import java.time.Duration;
import java.util.ArrayList;

/// `subscriptions/listen`: a request whose answer is a stream of notifications.
final class ListenMethod {
    private final Subscriptions subscriptions;
    private final Duration notificationPause;
    private final Catalog catalog;
    private final KeptTaskMethods keptTasks;

    ListenMethod(Subscriptions subscriptions, Duration notificationPause, Catalog catalog, KeptTaskMethods keptTasks) {
        this.subscriptions = subscriptions;
        this.notificationPause = notificationPause;
        this.catalog = catalog;
        this.keptTasks = keptTasks;
    }

    JsonObject listen(CallContext call) throws Exception {
        JsonObject wanted = call.params().object("notifications");
        if (wanted.has("taskIds")) {
            TaskMethods.requireDeclared(call);
        }
        try (var notifications = new NotificationQueue(call.sink(), notificationPause).hold()) {
            var stream = new ListenStream(call.request().id(), wanted, notifications);
            var watched = new ArrayList<String>();
            var tasks = new ArrayList<ResourceWatch.Watching>();
            try {
                for (String uri : stream.uris()) {
                    subscriptions.watch(uri);
                    watched.add(uri);
                }
                subscriptions.add(stream);
                stream.taskIds().forEach(id -> tasks.add(watch(call, stream, id)));
                // Acknowledge after subscribing (otherwise a change made in reaction would be lost), and before the
                // first notification.
                call.sink().send(stream.acknowledgment());
                notifications.release();
                call.awaitEndOfStream();
            } finally {
                subscriptions.remove(stream);
                watched.forEach(subscriptions::unwatch);
                tasks.forEach(ResourceWatch.Watching::close);
            }
            return stream.result();
        }
    }

    private ResourceWatch.Watching watch(CallContext call, ListenStream stream, String taskId) {
        return catalog.keptTasks().find(taskId).isEmpty()
                ? () -> {}
                : catalog.keptTasks()
                        .watch(
                                taskId,
                                () -> keptTasks
                                        .find(call, taskId)
                                        .ifPresent(json -> stream.deliver("notifications/tasks", json)));
    }
}
