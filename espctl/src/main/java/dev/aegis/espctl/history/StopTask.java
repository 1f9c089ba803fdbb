package dev.aegis.espctl.history;

import dev.aegis.espctl.connect.ConnectListener;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.espctl.tasks.TaskStore;
import java.time.Duration;

/// Ends a running task through the process that follows it, which has a session with the machine already. When that
/// process is gone, opens a session.
public final class StopTask {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Context context;
    private final CancelTask cancelTask;

    public StopTask(Context context, CancelTask cancelTask) {
        this.context = context;
        this.cancelTask = cancelTask;
    }

    /// @param name a task id, or `latest`
    /// @return the task; still running where the machine takes its time
    public TaskRecord run(String name) throws InterruptedException {
        TaskStore tasks = context.tasks();
        TaskRecord task = tasks.find(name);
        if (task.state().isOver()) {
            return task.result() == null && task.transfer().agentId() != null
                    ? cancelTask.run(task.taskId(), ConnectListener.NONE)
                    : over(task);
        }
        ProcessHandle follower = ProcessHandle.of(task.follower().processId()).orElse(null);
        if (follower == null || follower.equals(ProcessHandle.current()) || !follower.destroy()) {
            throw new Failure(
                    ExitCode.FAILED,
                    "task_not_stopped",
                    "the process that follows task " + task.taskId() + " cannot be stopped",
                    "try again");
        }
        TaskRecord ended = new FollowTask(context)
                .await(task.taskId(), PATIENCE, standing -> {})
                .task();
        return ended.state() == TaskState.FAILED && ended.result() == null ? stoppedEarly(ended, tasks) : ended;
    }

    /// The process ended before it had a machine, or before it could record anything.
    private TaskRecord stoppedEarly(TaskRecord task, TaskStore tasks) {
        return tasks.change(
                task.taskId(), stored -> stored.canceled(context.clock().millis()));
    }

    private static TaskRecord over(TaskRecord task) {
        throw new Failure(
                ExitCode.FAILED,
                "task_over",
                "task " + task.taskId() + " is over: " + task.state().wire(),
                "espctl status " + task.taskId());
    }
}
