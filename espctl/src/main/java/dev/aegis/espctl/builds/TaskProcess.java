package dev.aegis.espctl.builds;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.IoReason;
import dev.aegis.espctl.process.DetachedEspctl;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Hands a task that is written down to a process of its own.
public final class TaskProcess {
    private final DetachedEspctl program;
    private final TaskStore tasks;

    public TaskProcess(DetachedEspctl program, TaskStore tasks) {
        this.program = program;
        this.tasks = tasks;
    }

    /// @param record pending
    /// @param arguments of espctl
    /// @return the same task, followed by the new process
    public TaskRecord begin(TaskRecord record, List<String> arguments) {
        tasks.save(record);
        ProcessHandle process = start(record.taskId(), arguments);
        // The new process writes the record anew when it begins, mostly long after this.
        TaskRecord handed = record.followedBy(process);
        if (tasks.find(record.taskId()).processId() == record.processId()) {
            tasks.save(handed);
        }
        return handed;
    }

    private ProcessHandle start(String taskId, List<String> arguments) {
        try {
            Path output = tasks.outputFile(taskId);
            return program.start(arguments, Objects.requireNonNull(output.getParent()), output);
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "build_not_started",
                    "cannot start a process for the build: " + IoReason.of(broken),
                    "espctl build does the same in a terminal",
                    broken);
        }
    }
}
