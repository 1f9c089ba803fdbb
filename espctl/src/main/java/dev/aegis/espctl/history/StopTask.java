package dev.aegis.espctl.history;

import dev.aegis.espctl.connect.ConnectListener;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.time.Duration;

/// Ends a task through the process that follows it, in whatever state the task is: waiting for a machine or for the
/// workspace, building, or fetching files. When that process is gone, opens a session with the machine.
public final class StopTask {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /// A follower that has no machine and does not look for the request within this time gets a signal.
    private static final Duration UNHEARD = Duration.ofMillis(1500);

    private final Context context;
    private final CancelTask cancelTask;

    public StopTask(Context context, CancelTask cancelTask) {
        this.context = context;
        this.cancelTask = cancelTask;
    }

    /// @param taskId the task
    /// @return the task; still running where the machine takes its time
    public TaskRecord run(String taskId) throws InterruptedException {
        return run(taskId, ConnectListener.NONE);
    }

    /// @param listener receives the events of a session with the machine, where one is necessary
    public TaskRecord run(String taskId, ConnectListener listener) throws InterruptedException {
        TaskStore tasks = context.tasks();
        TaskRecord task = tasks.find(taskId);
        if (task.state().isOver()) {
            return task.result() == null && task.transfer().agentId() != null
                    ? cancelTask.run(task.taskId(), listener)
                    : over(task);
        }
        request(task, tasks);
        FollowTask follow = new FollowTask(context);
        TaskRecord ended = follow.await(task.taskId(), UNHEARD, standing -> {}).task();
        if (!ended.isOver() && ended.transfer().agentId() == null) {
            signal(ended);
        }
        ended = follow.await(task.taskId(), PATIENCE.minus(UNHEARD), standing -> {})
                .task();
        return ended.isOver() && ended.result() == null && ended.outcome().fault() != null
                ? stoppedEarly(ended, tasks)
                : ended;
    }

    private static void request(TaskRecord task, TaskStore tasks) {
        try {
            tasks.folder(task.taskId()).requestCancel();
        } catch (IOException unwritable) {
            throw new Failure(
                    ExitCode.FAILED,
                    "task_not_stopped",
                    "cannot write the request to cancel task " + task.taskId() + ": " + IoReason.of(unwritable),
                    "see that the disk has room",
                    unwritable);
        }
    }

    private static void signal(TaskRecord task) {
        ProcessHandle.of(task.follower().processId())
                .filter(process -> !process.equals(ProcessHandle.current()))
                .ifPresent(ProcessHandle::destroy);
    }

    /// The process ended before it could record the cancellation.
    private TaskRecord stoppedEarly(TaskRecord task, TaskStore tasks) {
        return tasks.change(
                task.taskId(), stored -> stored.canceled(context.clock().millis()));
    }

    private static TaskRecord over(TaskRecord task) {
        throw new Failure(
                ExitCode.FAILED,
                "task_over",
                "task " + task.taskId() + " of " + task.subject().projectName() + " is over: "
                        + task.state().wire(),
                "espctl status " + task.taskId());
    }
}
