package dev.aegis.mcp.method;

import dev.aegis.mcp.call.ProtocolError;
import org.jspecify.annotations.Nullable;

/// The connection of a call as a [Method] sees it. It owns the tasks of its session.
public interface ClientConnection {
    /// Returns the session, or null before `initialize`.
    @Nullable
    Session session();

    void open(Session session);

    /// Subscribes the session to changes of a resource.
    ///
    /// @throws ProtocolError if there are too many subscriptions
    void subscribe(String uri) throws ProtocolError;

    void unsubscribe(String uri);
}
