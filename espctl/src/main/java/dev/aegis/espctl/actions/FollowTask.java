package dev.aegis.espctl.actions;

import dev.aegis.espctl.tasks.LiveStatus;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Says how far a task is, whichever process follows it.
public final class FollowTask {
    private static final long LOOK_EVERY_MS = 200;
    private static final long TELL_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final TaskStore tasks;

    public FollowTask(Surroundings surroundings) {
        this.tasks = surroundings.tasks();
    }

    /// @param live absent before the build has begun
    public record Standing(TaskRecord task, @Nullable LiveStatus live) {}

    /// @param name a task id, or `latest`
    public Standing now(String name) {
        TaskRecord task = tasks.find(name);
        return new Standing(task, tasks.live(task.taskId()).orElse(null));
    }

    /// Returns when the task is over, or the patience.
    ///
    /// @param news told every five seconds meanwhile
    public Standing await(String name, Duration patience, Consumer<Standing> news) throws InterruptedException {
        Standing standing = now(name);
        String taskId = standing.task().taskId();
        long begin = System.nanoTime();
        long told = begin;
        while (!standing.task().state().isOver() && System.nanoTime() - begin < patience.toNanos()) {
            // The build is another process, whose only word to us is its files.
            Thread.sleep(LOOK_EVERY_MS);
            standing = now(taskId);
            if (System.nanoTime() - told >= TELL_EVERY_NANOS) {
                told = System.nanoTime();
                news.accept(standing);
            }
        }
        return standing;
    }
}
