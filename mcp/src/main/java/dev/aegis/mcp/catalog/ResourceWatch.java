package dev.aegis.mcp.catalog;

/// Watches a resource while it has subscribers.
@FunctionalInterface
public interface ResourceWatch {
    ResourceWatch NONE = (_, _) -> () -> {};

    /// Starts for the first subscriber; the result is closed after the last one. `changed` may be called often and
    /// from any thread: it never blocks, and the engine sends at most four notifications a second.
    Watching open(String uri, Runnable changed);

    /// A running watch of one resource.
    @FunctionalInterface
    interface Watching extends AutoCloseable {
        @Override
        void close();
    }
}
