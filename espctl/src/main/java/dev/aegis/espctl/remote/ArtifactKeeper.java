package dev.aegis.espctl.remote;

import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Keeps the files of a task that `size`, `decode` and `sbom` need later, such as the ELF file. A build does not fail
/// because they cannot be kept.
final class ArtifactKeeper {
    private static final Set<Artifact.Role> KEPT = EnumSet.of(
            Artifact.Role.ELF,
            Artifact.Role.MAP,
            Artifact.Role.FIRMWARE,
            Artifact.Role.BOOTLOADER,
            Artifact.Role.PARTITIONS,
            Artifact.Role.FLASHER_ARGS,
            Artifact.Role.PROJECT_DESCRIPTION);
    private static final String LOCK_FILE = "dependencies.lock";
    private static final long LOCK_FILE_BYTES = 1024 * 1024;

    private final BuildOrder order;
    private final TaskStore tasks;
    private final BuildListener listener;
    private final Path root;

    ArtifactKeeper(BuildOrder order, TaskStore tasks, BuildListener listener) {
        this.order = order;
        this.tasks = tasks;
        this.listener = listener;
        this.root = order.project().root();
    }

    void run(TaskResult told) {
        try {
            boolean isNew = false;
            for (Artifact artifact : told.artifacts()) {
                Path file = root.resolve(artifact.path());
                // Files outside of the build's folder were not accepted from the machine.
                if (KEPT.contains(artifact.role())
                        && artifact.path().startsWith(order.folder().file(""))
                        && Files.isRegularFile(file)) {
                    isNew |= tasks.kept().keep(artifact.sha256(), file);
                    keepElf(artifact, file);
                }
            }
            keepLockFile();
            if (isNew) {
                tasks.kept().prune(left(told));
            }
        } catch (IOException | Failure full) {
            listener.on(new BuildEvent.Note(
                    "espctl size, sbom and decode will not know this build once build/ has changed: "
                            + (full instanceof IOException broken ? IoReason.of(broken) : full.getMessage())));
        }
    }

    /// @param told the end of the task, which names the artifact
    void keep(Artifact artifact, Path file, TaskResult told) throws IOException {
        if (tasks.kept().keep(artifact.sha256(), file)) {
            tasks.kept().prune(left(told));
        }
    }

    /// The file was just found to be the one of its digest.
    private void keepElf(Artifact artifact, Path file) throws IOException {
        if (artifact.role() == Artifact.Role.ELF) {
            tasks.elfFiles().keep(artifact.sha256(), file);
        }
    }

    /// Only as it was sent: it may have been edited during the build.
    private void keepLockFile() throws IOException {
        Path file = root.resolve(LOCK_FILE);
        Digest sent = order.snapshot().files().stream()
                .filter(scanned -> scanned.entry().path().equals(LOCK_FILE))
                .flatMap(scanned -> Stream.ofNullable(scanned.entry().sha256()))
                .findFirst()
                .orElse(null);
        if (sent == null || !Files.isRegularFile(file) || Files.size(file) > LOCK_FILE_BYTES) {
            return;
        }
        byte[] content = Files.readAllBytes(file);
        if (Digest.of(content).equals(sent)) {
            tasks.folder(order.taskId()).saveLockFile(content);
        }
    }

    private List<List<Digest>> left(TaskResult told) {
        List<List<Digest>> left = new ArrayList<>();
        left.add(digests(told));
        tasks.all().stream()
                .map(TaskRecord::result)
                .flatMap(result -> result == null ? Stream.empty() : Stream.of(digests(result)))
                .forEach(left::add);
        return left;
    }

    private static List<Digest> digests(TaskResult result) {
        return result.artifacts().stream().map(Artifact::sha256).toList();
    }
}
