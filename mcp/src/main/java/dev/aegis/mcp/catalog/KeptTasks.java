package dev.aegis.mcp.catalog;

import java.util.Optional;

/// The tasks that a program keeps itself. They continue without the server, and every server of the program finds
/// them by their ids.
public interface KeptTasks {
    /// No tasks.
    KeptTasks NONE = new KeptTasks() {
        @Override
        public Optional<KeptTask> find(String id) {
            return Optional.empty();
        }

        @Override
        public void cancel(String id) {}

        @Override
        public ResourceWatch.Watching watch(String id, Runnable changed) {
            return () -> {};
        }
    };

    Optional<KeptTask> find(String id);

    /// Asks the task to stop, and returns at once. A task that is over stays as it is.
    void cancel(String id);

    /// Watches a task for a client that subscribed to it.
    ///
    /// @param changed may be called from any thread
    ResourceWatch.Watching watch(String id, Runnable changed);
}
