package dev.aegis.espctl.history;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.tasks.FilePoll;
import dev.aegis.espctl.tasks.LiveStatus;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The progress of tasks, from the files of the process that follows each. One instance serves many callers at the same
/// time.
public final class FollowTask {
    private static final long TELL_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private static final long FRESH_NANOS = Duration.ofMillis(100).toNanos();

    private final TaskStore tasks;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();

    public FollowTask(Context context) {
        this.tasks = context.tasks();
    }

    /// @param live absent before the build has begun
    public record Standing(TaskRecord task, @Nullable LiveStatus live) {}

    /// @param beganNanos when the files were looked at
    private record Look(Standing standing, long beganNanos) {}

    /// Reads the files of a task once for all callers that wait for it.
    ///
    /// @param since a look that began then or later is recent enough
    private Standing together(String name, long since) {
        return Objects.requireNonNull(looks.compute(
                        name, (key, last) -> last != null && last.beganNanos - since >= 0 ? last : look(key)))
                .standing;
    }

    private Look look(String name) {
        long began = System.nanoTime();
        return new Look(now(name), began);
    }

    /// @param name a task id or a short name
    public Standing now(String name) {
        TaskRecord task = tasks.find(name);
        return new Standing(task, tasks.folder(task.taskId()).live().orElse(null));
    }

    /// Waits until the task is over or the patience is used up.
    ///
    /// @param news called every five seconds meanwhile
    public Standing await(String name, Duration patience, Consumer<Standing> news) throws InterruptedException {
        long begin = System.nanoTime();
        Standing standing = together(name, begin);
        String taskId = standing.task().taskId();
        long told = begin;
        try {
            while (!standing.task().state().isOver() && System.nanoTime() - begin < patience.toNanos()) {
                FilePoll.pause();
                standing = together(taskId, System.nanoTime() - FRESH_NANOS);
                if (System.nanoTime() - told >= TELL_EVERY_NANOS) {
                    told = System.nanoTime();
                    news.accept(standing);
                }
            }
        } finally {
            looks.remove(name);
            looks.remove(taskId);
        }
        return standing;
    }
}
