package dev.aegis.espctl.history;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.bundle.FlashBundle;
import dev.aegis.firmware.bundle.FlashManifest;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.session.Artifact;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Hands out the files that a task has built. Each is compared with the digest in the task's record, because a later
/// build of the same project may have replaced it.
public final class CollectFirmware {
    private final Context context;

    public CollectFirmware(Context context) {
        this.context = context;
    }

    /// @param parts what is written into flash, by rising offset
    public record Flashable(
            String taskId,
            String target,
            String buildDir,
            @JsonUnwrapped RunsOn runsOn,
            List<Artifact> parts) {}

    /// @param path where it lies now
    public record Copied(String taskId, String path, long size, String sha256) {}

    public Flashable list(String name) {
        TaskRecord task = succeeded(name);
        List<Artifact> parts = TaskFiles.artifacts(task).stream()
                .filter(artifact -> artifact.flashOffset() != null)
                .sorted((one, other) -> Long.compare(offset(one), offset(other)))
                .toList();
        return new Flashable(
                task.taskId(),
                task.target(),
                buildFolder(task).toString(),
                new TaskFiles(context.tasks()).runsOn(task),
                parts);
    }

    /// @throws Failure when the manifest in the project is not this task's
    public FlashManifest manifest(String name) {
        TaskRecord task = succeeded(name);
        Path file = buildFolder(task).resolve("manifest.json");
        FlashManifest manifest;
        try {
            manifest = FlashManifest.read(Files.readAllBytes(file));
        } catch (IOException | FirmwareException missing) {
            throw replaced(task, file);
        }
        boolean ours = manifest.parts().stream()
                .allMatch(part -> TaskFiles.artifacts(task).stream()
                        .anyMatch(artifact -> artifact.path().equals(task.buildFolder() + "/" + part.path())
                                && artifact.sha256().hex().equals(part.sha256())));
        if (!ours) {
            throw replaced(task, file);
        }
        return manifest;
    }

    /// Writes `flash_bundle.tar.gz`.
    ///
    /// @param folder absent for the build folder
    public Copied bundle(String name, @Nullable Path folder) {
        TaskRecord task = succeeded(name);
        FlashManifest manifest = manifest(name);
        Path target = folder(task, folder).resolve("flash_bundle.tar.gz");
        try {
            replace(target, out -> FlashBundle.write(manifest, buildFolder(task), out));
            return copied(task, target);
        } catch (FirmwareException changed) {
            throw replaced(task, buildFolder(task));
        } catch (IOException broken) {
            throw unwritable(target, broken);
        }
    }

    /// @param folder absent to leave the ELF file where the build has put it
    public Copied elf(String name, @Nullable Path folder) {
        TaskRecord task = succeeded(name);
        Artifact elf = TaskFiles.artifacts(task).stream()
                .filter(artifact -> artifact.role() == Artifact.Role.ELF)
                .findFirst()
                .orElseThrow(() -> new Failure(
                        ExitCode.FAILED, "no_artifacts", "task " + task.taskId() + " has left no ELF file", null));
        Path source = Path.of(task.project()).resolve(elf.path());
        try {
            byte[] content = Files.isRegularFile(source) ? Files.readAllBytes(source) : new byte[0];
            if (!Digest.of(content).equals(elf.sha256())) {
                throw replaced(task, source);
            }
            Path target = folder == null
                    ? source
                    : folder(task, folder).resolve(Objects.requireNonNull(source.getFileName()));
            if (!target.equals(source)) {
                replace(target, out -> out.write(content));
            }
            return copied(task, target);
        } catch (IOException broken) {
            throw unwritable(source, broken);
        }
    }

    /// Returns a task that succeeded.
    ///
    /// @param name a task id or a short name
    public TaskRecord succeeded(String name) {
        TaskStore tasks = context.tasks();
        TaskRecord task = tasks.find(name);
        if (!task.hasFirmware()) {
            throw new Failure(
                    ExitCode.FAILED,
                    "no_artifacts",
                    "task " + task.taskId() + " (" + task.state().wire() + ") has left no firmware",
                    task.state().isOver() ? "espctl logs " + task.taskId() : "wait until it ends");
        }
        return task;
    }

    private Path folder(TaskRecord task, @Nullable Path asked) {
        return asked == null
                ? buildFolder(task)
                : context.workingFolder().resolve(asked).normalize();
    }

    private static Path buildFolder(TaskRecord task) {
        return Path.of(task.project()).resolve(task.buildFolder());
    }

    private static long offset(Artifact artifact) {
        return Objects.requireNonNullElse(artifact.flashOffset(), 0L);
    }

    private static Copied copied(TaskRecord task, Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        return new Copied(
                task.taskId(),
                file.toString(),
                content.length,
                Digest.of(content).hex());
    }

    private static void replace(Path file, Content content) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                content.write(out);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static Failure replaced(TaskRecord task, Path file) {
        return new Failure(
                ExitCode.FAILED,
                "files_replaced",
                file + " is not what task " + task.taskId() + " has built: it was replaced or removed since",
                "run: espctl build, or name the newest task");
    }

    private static Failure unwritable(Path file, IOException broken) {
        return new Failure(
                ExitCode.FAILED,
                "file_unwritable",
                "cannot write beside " + file + ": " + IoReason.of(broken),
                "name a writable folder on a disk with free space",
                broken);
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }
}
