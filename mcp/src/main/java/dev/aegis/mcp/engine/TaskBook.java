package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.ProtocolError;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The tasks of one engine: those at work and, for a while, those that are over.
final class TaskBook {
    private static final int MOST = 500;

    private final Duration life;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final Consumer<TaskRun> changed;
    private final Map<String, TaskRun> tasks = new LinkedHashMap<>();

    TaskBook(Duration life, Clock clock, Supplier<UUID> ids, Consumer<TaskRun> changed) {
        this.life = life;
        this.clock = clock;
        this.ids = ids;
        this.changed = changed;
    }

    synchronized TaskRun create(RunningCall call, String statusMessage, @Nullable Duration wanted)
            throws ProtocolError {
        makeRoom();
        var task = new TaskRun(
                ids.get().toString(),
                call,
                statusMessage,
                wanted == null || wanted.compareTo(life) > 0 ? life : wanted,
                clock,
                changed);
        tasks.put(task.id(), task);
        return task;
    }

    private void makeRoom() throws ProtocolError {
        tasks.values().removeIf(task -> task.isOver() && task.isExpired());
        if (tasks.size() < MOST) {
            return;
        }
        TaskRun oldest = tasks.values().stream()
                .filter(TaskRun::isOver)
                .findFirst()
                .orElseThrow(() -> new ProtocolError(
                        ProtocolError.INTERNAL, MOST + " tasks are at work; wait for one, or cancel one", null));
        tasks.remove(oldest.id());
    }

    /// @param asking sessions see their own tasks only; without sessions the id is what one must know
    synchronized Optional<TaskRun> find(String id, Connection asking) {
        return Optional.ofNullable(tasks.get(id))
                .filter(task -> task.call().revision().isStateless() || isOf(task, asking))
                .filter(task -> !(task.isOver() && task.isExpired()));
    }

    synchronized List<TaskRun> of(Connection connection) {
        return tasks.values().stream()
                .filter(task -> isOf(task, connection) && !task.isExpired())
                .toList();
    }

    private static boolean isOf(TaskRun task, Connection connection) {
        return task.call().connection() == connection;
    }

    /// Ends those that die with their session.
    void cancelOf(Connection connection) {
        of(connection).stream()
                .filter(task -> !task.call().revision().isStateless())
                .forEach(TaskRun::cancel);
    }

    void cancelAll() {
        List<TaskRun> all;
        synchronized (this) {
            all = new ArrayList<>(tasks.values());
        }
        all.forEach(TaskRun::cancel);
    }
}
