package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.catalog.Resource;
import dev.aegis.mcp.catalog.ResourceTemplate;
import dev.aegis.mcp.catalog.ResourceWatch;
import dev.aegis.mcp.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Passes changes on to those who asked for them, and has each resource followed for as long as
/// somebody did.
final class Subscriptions {
    private static final int MOST = 1000;

    private record Followed(int count, ResourceWatch.Watching watching) {}

    private final Catalog catalog;
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final Map<String, Followed> followed = new HashMap<>();

    Subscriptions(Catalog catalog) {
        this.catalog = catalog;
        catalog.onChange(this::listChanged);
    }

    void add(Subscriber subscriber) {
        subscribers.add(subscriber);
    }

    void remove(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    private void listChanged(Catalog.Part part) {
        String method = "notifications/" + part.name().toLowerCase(Locale.ROOT) + "/list_changed";
        subscribers.stream()
                .filter(subscriber -> subscriber.wants(part))
                .forEach(subscriber -> subscriber.hear(method, JsonObject.EMPTY));
    }

    void resourceChanged(String uri) {
        subscribers.stream()
                .filter(subscriber -> subscriber.wantsResource(uri))
                .forEach(subscriber -> subscriber.hear("notifications/resources/updated", JsonObject.of("uri", uri)));
    }

    void taskChanged(String taskId, String method, JsonObject task) {
        subscribers.stream()
                .filter(subscriber -> subscriber.wantsTask(taskId))
                .forEach(subscriber -> subscriber.hear(method, task));
    }

    /// @throws ProtocolError where too many resources are followed already, by all clients together
    synchronized void follow(String uri) throws ProtocolError {
        Followed already = followed.get(uri);
        if (already == null && followed.size() >= MOST) {
            throw ProtocolError.invalidParams(
                    "more than " + MOST + " resources are subscribed to; end some subscriptions first");
        }
        followed.put(
                uri,
                already == null
                        ? new Followed(1, watch(uri).open(uri, () -> resourceChanged(uri)))
                        : new Followed(already.count + 1, already.watching));
    }

    synchronized void unfollow(String uri) {
        Followed already = followed.remove(uri);
        if (already == null) {
            return;
        }
        if (already.count == 1) {
            already.watching.close();
        } else {
            followed.put(uri, new Followed(already.count - 1, already.watching));
        }
    }

    private ResourceWatch watch(String uri) {
        return catalog.resource(uri)
                .map(Resource::watch)
                .or(() -> catalog.templates().stream()
                        .filter(template -> template.template().match(uri).isPresent())
                        .map(ResourceTemplate::watch)
                        .findFirst())
                .orElse(ResourceWatch.NONE);
    }
}
