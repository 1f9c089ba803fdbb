package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.history.FollowTask.Standing;
import dev.aegis.espctl.tasks.TaskName;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.mcp.catalog.KeptTask;
import dev.aegis.mcp.catalog.KeptTasks;
import dev.aegis.mcp.catalog.ResourceWatch;
import dev.aegis.mcp.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Builds as tasks of MCP. Each question reads the record of the build, which another process writes: so a task is
/// found after a restart, and by a second server in the same folder.
final class BuildTasks implements KeptTasks {
    /// Records are kept longer, until fifty newer ones exist.
    private static final Duration TIME_TO_LIVE = Duration.ofDays(1);

    private static final Duration LONGEST_WATCH = Duration.ofDays(1);

    private final Actions actions;

    BuildTasks(Actions actions) {
        this.actions = actions;
    }

    /// Returns the task's name for AI clients.
    static String name(Actions actions, TaskRecord task) {
        return TaskName.of(task, actions.showTasks().list());
    }

    @Override
    public Optional<KeptTask> find(String id) {
        try {
            return Optional.of(task(id, actions.followTask().now(id)));
        } catch (Failure unknown) {
            return Optional.empty();
        }
    }

    private KeptTask task(String id, Standing standing) {
        TaskRecord task = standing.task();
        Instant created = Instant.ofEpochMilli(task.progress().createdAtMs());
        Long finished = task.progress().finishedAtMs();
        KeptTask.Status status = switch (task.state()) {
            case PENDING, RUNNING -> KeptTask.Status.WORKING;
            case SUCCEEDED, FAILED -> KeptTask.Status.COMPLETED;
            case CANCELED -> KeptTask.Status.CANCELLED;
        };
        ToolResult result = status == KeptTask.Status.COMPLETED
                ? ResultBounds.ofTask().cut(TaskResults.of(actions, standing))
                : null;
        return new KeptTask(
                id,
                status,
                task.state().isOver() ? task.state().wire() : TaskResults.progress(standing),
                created,
                finished == null ? created : Instant.ofEpochMilli(Math.max(finished, created.toEpochMilli())),
                TIME_TO_LIVE,
                result);
    }

    @Override
    public void cancel(String id) {
        TaskRecord task = actions.showTasks().find(id);
        if (!task.state().isOver()) {
            Thread.ofVirtual().name("cancel-" + id).start(() -> stop(task.taskId()));
        }
    }

    private void stop(String taskId) {
        try {
            actions.stopTask().run(taskId);
        } catch (Failure over) {
            // The record of the task says how it ended.
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public ResourceWatch.Watching watch(String id, Runnable changed) {
        Thread watch = Thread.ofVirtual().name("watch-" + id).start(() -> follow(id, changed));
        return watch::interrupt;
    }

    private void follow(String id, Runnable changed) {
        try {
            actions.followTask().await(actions.showTasks().find(id).taskId(), LONGEST_WATCH, news -> changed.run());
            changed.run();
        } catch (Failure removed) {
            // The client finds out at its next question.
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
