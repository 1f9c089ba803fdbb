package dev.aegis.mcp.task;

import dev.aegis.mcp.call.ProtocolError;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The tasks of one engine: the running ones, and the finished ones until they expire.
public final class TaskRegistry {
    private static final int MAX_TASKS = 500;

    private final Duration maxTimeToLive;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final Map<String, Task> tasks = new LinkedHashMap<>();

    public TaskRegistry(Duration maxTimeToLive, Clock clock, Supplier<UUID> ids) {
        this.maxTimeToLive = maxTimeToLive;
        this.clock = clock;
        this.ids = ids;
    }

    /// @param wanted the client's time to live; null for the longest
    public synchronized Task create(Task.Origin origin, String statusMessage, @Nullable Duration wanted)
            throws ProtocolError {
        makeRoom();
        Duration timeToLive = wanted == null || wanted.compareTo(maxTimeToLive) > 0 ? maxTimeToLive : wanted;
        var task = new Task(ids.get().toString(), origin, statusMessage, timeToLive, clock);
        tasks.put(task.id(), task);
        return task;
    }

    private void makeRoom() throws ProtocolError {
        tasks.values().removeIf(task -> task.isOver() && task.isExpired());
        if (tasks.size() < MAX_TASKS) {
            return;
        }
        Task oldest = tasks.values().stream()
                .filter(Task::isOver)
                .findFirst()
                .orElseThrow(() -> new ProtocolError(
                        ProtocolError.INTERNAL_ERROR,
                        MAX_TASKS + " tasks are running; wait for one, or cancel one",
                        null));
        tasks.remove(oldest.id());
    }

    /// Returns a task that the connection may see: a session sees its own tasks only; without sessions the id is
    /// the permission.
    public synchronized Optional<Task> find(String id, Object connection) {
        return Optional.ofNullable(tasks.get(id))
                .filter(task -> task.isStateless() || task.isOwnedBy(connection))
                .filter(task -> !(task.isOver() && task.isExpired()));
    }

    public synchronized List<Task> ownedBy(Object connection) {
        return tasks.values().stream()
                .filter(task -> task.isOwnedBy(connection) && !task.isExpired())
                .toList();
    }

    /// Cancels the tasks that end with their session.
    public void cancelOwnedBy(Object connection) {
        ownedBy(connection).stream().filter(task -> !task.isStateless()).forEach(Task::cancel);
    }

    public void cancelAll() {
        List<Task> all;
        synchronized (this) {
            all = List.copyOf(tasks.values());
        }
        all.forEach(Task::cancel);
    }
}
