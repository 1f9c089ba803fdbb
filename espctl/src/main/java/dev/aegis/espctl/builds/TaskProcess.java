package dev.aegis.espctl.builds;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.process.DetachedEspctl;
import dev.aegis.espctl.request.TaskRequest;
import dev.aegis.espctl.tasks.TaskFolder;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.session.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Hands a task to a process of its own, `espctl run-task ID`. The request travels in a private file of the task,
/// because other users of this computer can read a command line.
public final class TaskProcess {
    private final DetachedEspctl program;
    private final Context context;
    private final TaskStore tasks;

    public TaskProcess(DetachedEspctl program, Context context) {
        this.program = program;
        this.context = context;
        this.tasks = context.tasks();
    }

    /// Starts the process.
    ///
    /// @param record pending
    /// @return the task; over already when the process failed at once
    public TaskRecord begin(TaskRecord record, TaskRequest request) {
        tasks.begin(record);
        ProcessHandle process = start(record.taskId(), request);
        return tasks.change(
                record.taskId(),
                task -> task.isOver() || !task.follower().equals(record.follower()) ? task : task.followedBy(process));
    }

    /// Takes the request of a task, in the process that will follow it.
    public TaskRequest take(String taskId) {
        tasks.change(taskId, task -> task.followedBy(ProcessHandle.current()));
        try {
            return tasks.folder(taskId).takeRequest(TaskRequest.class);
        } catch (IOException | WireException unreadable) {
            throw failed(
                    taskId,
                    new Failure(
                            ExitCode.FAILED,
                            "request_unreadable",
                            "cannot read the request of task " + taskId
                                    + ": it was taken already, or another version of espctl wrote it",
                            "start the build again: espctl build",
                            unreadable));
        }
    }

    private ProcessHandle start(String taskId, TaskRequest request) {
        TaskFolder folder = tasks.folder(taskId);
        try {
            folder.saveRequest(request);
            Path output = folder.outputFile();
            return program.start(
                    List.of("run-task", "--quiet", taskId), Objects.requireNonNull(output.getParent()), output);
        } catch (IOException broken) {
            throw failed(
                    taskId,
                    new Failure(
                            ExitCode.FAILED,
                            "build_not_started",
                            "cannot start a process for the build: " + IoReason.of(broken),
                            "espctl build does the same in a terminal",
                            broken));
        }
    }

    private Failure failed(String taskId, Failure failure) {
        tasks.change(
                taskId,
                task -> task.failed(
                        Fault.INFRASTRUCTURE,
                        failure.sentence(),
                        failure.hint(),
                        context.clock().millis()));
        return failure;
    }
}
