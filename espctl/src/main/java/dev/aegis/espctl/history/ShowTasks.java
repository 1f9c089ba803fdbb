package dev.aegis.espctl.history;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.espctl.tasks.TaskLog;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.TaskResult;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Records, logs and artifacts of running and finished builds.
public final class ShowTasks {
    private final TaskStore tasks;

    public ShowTasks(Context context) {
        this.tasks = context.tasks();
    }

    /// @param taskId the task
    /// @param lines in order
    /// @param nextSeq ask for what follows with this
    /// @param more whether lines were left out
    public record Logs(String taskId, List<LogLine> lines, long nextSeq, boolean more) {}

    /// @param buildDir the folder that they lie in
    /// @param replacedBy the later build that has replaced them; absent if they are there
    /// @param artifacts by what they are for
    public record Artifacts(
            String taskId,
            String buildDir,
            @Nullable String replacedBy,
            @JsonUnwrapped RunsOn runsOn,
            Sorted artifacts) {}

    /// @param firmware flashed with the others; each list may be empty
    public record Sorted(
            List<Artifact> firmware,
            List<Artifact> elf,
            List<Artifact> bootloader,
            List<Artifact> partitions,
            List<Artifact> map,
            List<Artifact> other) {}

    public List<TaskRecord> list() {
        return tasks.all();
    }

    /// @param name a task id or a short name
    public TaskRecord find(String name) {
        return tasks.find(name);
    }

    /// The task that a permission was for.
    public TaskRecord ofJob(String jobId) {
        return tasks.all().stream()
                .filter(task -> task.transfer().jobIds().contains(jobId))
                .findFirst()
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        "no_such_job",
                        "no task here was built with job '" + jobId.replaceAll("\\p{Cntrl}", "?") + "'",
                        "espctl status TASK --json names the jobs of a task; espctl status lists the tasks"));
    }

    /// @param sinceSeq absent for the end of the log
    public Logs logs(String name, int lines, @Nullable Long sinceSeq) {
        TaskRecord task = tasks.find(name);
        TaskLog.Page page = tasks.folder(task.taskId()).log().page(lines, sinceSeq);
        return new Logs(task.taskId(), page.lines(), page.nextSeq(), page.more());
    }

    /// Returns the path of a task's log.
    public Path logFile(String taskId) {
        return tasks.folder(taskId).logFile();
    }

    public Artifacts artifacts(String name) {
        TaskRecord task = tasks.find(name);
        TaskResult result = task.result();
        if (result == null || !task.hasFirmware() || result.artifacts().isEmpty()) {
            throw new Failure(
                    ExitCode.FAILED,
                    "no_artifacts",
                    "task " + task.taskId() + " (" + task.state().wire() + ") has left nothing",
                    "espctl logs " + task.taskId());
        }
        return new Artifacts(
                task.taskId(),
                Path.of(task.project()).resolve(task.buildFolder()).toString(),
                replacedBy(task, result),
                new TaskFiles(tasks).runsOn(task),
                sorted(result.artifacts()));
    }

    /// Returns the later build with other files in the same folder.
    private @Nullable String replacedBy(TaskRecord task, TaskResult result) {
        return tasks.all().stream()
                .filter(other -> other.project().equals(task.project())
                        && other.buildFolder().equals(task.buildFolder())
                        && other.hasFirmware())
                .max(Comparator.comparingLong(ShowTasks::ended))
                .filter(last -> ended(last) > ended(task))
                .filter(last ->
                        last.result() != null && !last.result().artifacts().equals(result.artifacts()))
                .map(TaskRecord::taskId)
                .orElse(null);
    }

    private static long ended(TaskRecord task) {
        Long finished = task.progress().finishedAtMs();
        return finished == null ? task.progress().createdAtMs() : finished;
    }

    private static Sorted sorted(List<Artifact> all) {
        return new Sorted(
                with(all, role -> role == Artifact.Role.FIRMWARE),
                with(all, role -> role == Artifact.Role.ELF),
                with(all, role -> role == Artifact.Role.BOOTLOADER),
                with(all, role -> role == Artifact.Role.PARTITIONS),
                with(all, role -> role == Artifact.Role.MAP),
                with(all, role -> switch (role) {
                    case FLASH_DATA, FLASHER_ARGS, SDKCONFIG, PROJECT_DESCRIPTION, COMPILE_COMMANDS, OTHER -> true;
                    case FIRMWARE, ELF, BOOTLOADER, PARTITIONS, MAP -> false;
                }));
    }

    private static List<Artifact> with(List<Artifact> all, Predicate<Artifact.Role> fits) {
        return all.stream().filter(artifact -> fits.test(artifact.role())).toList();
    }
}
