package dev.aegis.espctl.connect;

/// Receives the events on the way to an open session.
@FunctionalInterface
public interface ConnectListener {
    /// Ignores all events.
    ConnectListener NONE = event -> {};

    void on(ConnectEvent event);
}
