package dev.aegis.mcp.notification;

import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.Resource;
import dev.aegis.mcp.catalog.ResourceTemplate;
import dev.aegis.mcp.catalog.ResourceWatch;
import dev.aegis.mcp.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// All subscriptions of an engine. Notifies the subscribers of changes, and watches each resource that has
/// subscribers.
public final class Subscriptions {
    private static final int MAX_RESOURCES = 1000;

    private record Watched(int subscribers, ResourceWatch.Watching watching) {}

    private final Catalog catalog;
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final Map<String, Watched> watched = new HashMap<>();

    public Subscriptions(Catalog catalog) {
        this.catalog = catalog;
        catalog.onChange(this::listChanged);
    }

    public void add(Subscriber subscriber) {
        subscribers.add(subscriber);
    }

    public void remove(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    private void listChanged(Catalog.Part part) {
        String method = "notifications/" + part.name().toLowerCase(Locale.ROOT) + "/list_changed";
        subscribers.stream()
                .filter(subscriber -> subscriber.wants(part))
                .forEach(subscriber -> subscriber.deliver(method, JsonObject.EMPTY));
    }

    /// Notifies the subscribers of a resource; never blocks.
    public void resourceChanged(String uri) {
        subscribers.stream()
                .filter(subscriber -> subscriber.wantsResource(uri))
                .forEach(
                        subscriber -> subscriber.deliver("notifications/resources/updated", JsonObject.of("uri", uri)));
    }

    public void taskChanged(String taskId, JsonObject task) {
        subscribers.stream()
                .filter(subscriber -> subscriber.wantsTask(taskId))
                .forEach(subscriber -> subscriber.deliver("notifications/tasks", task));
    }

    /// Watches a resource for one more subscriber.
    ///
    /// @throws ProtocolError if all clients together watch too many resources
    public synchronized void watch(String uri) throws ProtocolError {
        Watched already = watched.get(uri);
        if (already == null && watched.size() >= MAX_RESOURCES) {
            throw ProtocolError.invalidParams(
                    "more than " + MAX_RESOURCES + " resources are subscribed to; end some subscriptions first");
        }
        watched.put(
                uri,
                already == null
                        ? new Watched(1, watchOf(uri).open(uri, () -> resourceChanged(uri)))
                        : new Watched(already.subscribers + 1, already.watching));
    }

    /// Watches a resource for one subscriber less.
    public synchronized void unwatch(String uri) {
        Watched already = watched.remove(uri);
        if (already == null) {
            return;
        }
        if (already.subscribers == 1) {
            already.watching.close();
        } else {
            watched.put(uri, new Watched(already.subscribers - 1, already.watching));
        }
    }

    private ResourceWatch watchOf(String uri) {
        return catalog.resource(uri)
                .map(Resource::watch)
                .or(() -> catalog.templates().stream()
                        .filter(template -> template.template().match(uri).isPresent())
                        .map(ResourceTemplate::watch)
                        .findFirst())
                .orElse(ResourceWatch.NONE);
    }
}
