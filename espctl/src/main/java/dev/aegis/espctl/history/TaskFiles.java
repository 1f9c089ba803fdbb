package dev.aegis.espctl.history;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.firmware.image.ChipRevisions;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The files of a finished task: its kept copies, or those in `build/` if they are unchanged.
public final class TaskFiles {
    private static final int MOST_BYTES = 512 * 1024 * 1024;

    private final TaskStore tasks;

    public TaskFiles(TaskStore tasks) {
        this.tasks = tasks;
    }

    /// @param name a task id or a short name
    public TaskRecord succeeded(String name) {
        TaskRecord task = tasks.find(name);
        if (!task.hasFirmware()) {
            throw new Failure(
                    ExitCode.FAILED,
                    "no_artifacts",
                    "task " + task.taskId() + " (" + task.state().wire() + ") has left no firmware",
                    task.state().isOver() ? "espctl errors " + task.taskId() : "wait until it ends");
        }
        return task;
    }

    public static List<Artifact> artifacts(TaskRecord task) {
        TaskResult result = task.result();
        return result == null ? List.of() : result.artifacts();
    }

    public static Optional<Artifact> artifact(TaskRecord task, Artifact.Role role) {
        return artifacts(task).stream().filter(one -> one.role() == role).findFirst();
    }

    /// Returns the revisions of the chip that run the application and the bootloader of a task; unknown if the files
    /// were
    /// removed.
    RunsOn runsOn(TaskRecord task) {
        ChipRevisions bootloader =
                find(task, Artifact.Role.BOOTLOADER).map(ChipRevisions::of).orElse(ChipRevisions.ANY);
        return RunsOn.of(
                task.target(),
                find(task, Artifact.Role.FIRMWARE)
                        .map(app -> ChipRevisions.of(app).and(bootloader)));
    }

    public Optional<byte[]> find(TaskRecord task, Artifact.Role role) {
        return artifact(task, role).flatMap(artifact -> content(task, artifact));
    }

    /// @throws Failure if the file was removed or never existed
    public byte[] need(TaskRecord task, Artifact.Role role, String what) {
        if (artifact(task, role).isEmpty()) {
            throw new Failure(
                    ExitCode.FAILED,
                    "files_missing",
                    "task " + task.taskId() + " has left no " + what,
                    "only builds of ESP-IDF projects have one");
        }
        return find(task, role)
                .orElseThrow(() -> new Failure(
                        ExitCode.FAILED,
                        "files_gone",
                        "the " + what + " of task " + task.taskId() + " was not kept, and build/ has another by now",
                        "build again, or name a newer task: espctl status lists them"));
    }

    public Optional<byte[]> content(TaskRecord task, Artifact artifact) {
        Optional<byte[]> kept = tasks.kept().read(artifact.sha256(), MOST_BYTES);
        return kept.isPresent() ? kept : inBuild(Path.of(task.project()).resolve(artifact.path()), artifact);
    }

    /// Whether the file is still there, and not that of a later build.
    public static boolean isInBuild(TaskRecord task, Artifact artifact) {
        return inBuild(Path.of(task.project()).resolve(artifact.path()), artifact)
                .isPresent();
    }

    private static Optional<byte[]> inBuild(Path file, Artifact artifact) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) != artifact.size() || artifact.size() > MOST_BYTES) {
                return Optional.empty();
            }
            byte[] content = Files.readAllBytes(file);
            return Digest.of(content).equals(artifact.sha256()) ? Optional.of(content) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
