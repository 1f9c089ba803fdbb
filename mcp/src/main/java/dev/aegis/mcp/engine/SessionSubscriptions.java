package dev.aegis.mcp.engine;

import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.notification.SharedStream;
import dev.aegis.mcp.notification.Subscriber;
import dev.aegis.mcp.notification.Subscriptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The subscriptions of one session: all lists, and the resources that its client subscribed to.
final class SessionSubscriptions implements Subscriber {
    private static final int MAX_RESOURCES = 500;

    private final Subscriptions subscriptions;
    private final SharedStream stream;
    private final Set<String> uris = ConcurrentHashMap.newKeySet();

    SessionSubscriptions(Subscriptions subscriptions, SharedStream stream) {
        this.subscriptions = subscriptions;
        this.stream = stream;
    }

    void open() {
        subscriptions.add(this);
    }

    void close() {
        subscriptions.remove(this);
        stream.notifications().close();
        List.copyOf(uris).forEach(this::unsubscribe);
    }

    void subscribe(String uri) throws ProtocolError {
        if (uris.size() >= MAX_RESOURCES) {
            throw ProtocolError.invalidParams("more than " + MAX_RESOURCES + " subscriptions; end some first");
        }
        if (!uris.add(uri)) {
            return;
        }
        try {
            subscriptions.watch(uri);
        } catch (ProtocolError tooMany) {
            uris.remove(uri);
            throw tooMany;
        }
    }

    void unsubscribe(String uri) {
        if (uris.remove(uri)) {
            subscriptions.unwatch(uri);
        }
    }

    @Override
    public boolean wants(Catalog.Part part) {
        return true;
    }

    @Override
    public boolean wantsResource(String uri) {
        return uris.contains(uri);
    }

    @Override
    public boolean wantsTask(String taskId) {
        return false;
    }

    @Override
    public void deliver(String method, JsonObject params) {
        stream.deliver(method, params);
    }
}
