package dev.aegis.mcp.catalog;

/// Follows a resource for as long as somebody subscribes to it.
@FunctionalInterface
public interface ResourceWatch {
    ResourceWatch NONE = (_, _) -> () -> {};

    /// Starts with the first subscriber; the answer is closed with the last. Call `changed` as often as you like
    /// and from any thread: it never waits, and the engine sends at most four notices a second.
    Watching open(String uri, Runnable changed);

    /// One resource being followed.
    @FunctionalInterface
    interface Watching extends AutoCloseable {
        @Override
        void close();
    }
}
