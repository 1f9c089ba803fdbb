package dev.aegis.espctl;

import dev.aegis.espctl.tasks.Follower;
import dev.aegis.espctl.tasks.Outcome;
import dev.aegis.espctl.tasks.Progress;
import dev.aegis.espctl.tasks.Subject;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.espctl.tasks.Transfer;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Writes the record and files of a finished build of starter-idf for an ESP32-C3, as espctl does.
final class FinishedBuild {
    private static final Path RECORDED = Path.of("../firmware/src/test/resources");

    private final TaskStore tasks;
    private final Path project;
    private final Path scratch;

    FinishedBuild(Path home, Path project) throws IOException {
        this.tasks = new TaskStore(home.resolve(".local/state/espctl"));
        this.project = project;
        this.scratch = Files.createDirectories(home.resolve("scratch"));
    }

    static byte[] recorded(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(RECORDED.resolve(name + ".gz")))) {
            return in.readAllBytes();
        }
    }

    TaskStore tasks() {
        return tasks;
    }

    /// @param map the recorded linker map, or a modified one
    void succeeded(String taskId, long createdAtMs, byte[] map) throws IOException {
        succeeded(taskId, createdAtMs, "esp32c3", map, recorded("crashes/dwarfv5.elf"));
    }

    void succeeded(String taskId, long createdAtMs, String target, byte[] map, byte[] elf) throws IOException {
        List<Artifact> left = new ArrayList<>();
        left.add(keep(Artifact.Role.FIRMWARE, "build/app.bin", recorded("flash/crash.bin"), 0x10000L));
        left.add(keep(
                Artifact.Role.PARTITIONS,
                "build/partition_table/partition-table.bin",
                recorded("flash/partition-table.bin"),
                0x8000L));
        left.add(keep(Artifact.Role.ELF, "build/app.elf", elf, null));
        left.add(keep(Artifact.Role.MAP, "build/app.map", map, null));
        left.add(keep(
                Artifact.Role.PROJECT_DESCRIPTION,
                "build/project_description.json",
                recorded("sbom/project_description.json"),
                null));
        tasks.begin(record(
                taskId,
                TaskState.SUCCEEDED,
                createdAtMs,
                target,
                new TaskResult(TaskResult.Status.SUCCEEDED, 0, null, null, null, target, "v5.3.1", List.of(), left),
                null));
    }

    /// A build that this process runs.
    void running(String taskId, long createdAtMs) {
        tasks.begin(TaskRecord.pending(taskId, subject("esp32c3"), createdAtMs));
    }

    /// A build that a machine reports as failed, without an error in its log.
    void failedOnMachine(String taskId, long createdAtMs, String reason) {
        tasks.begin(record(
                taskId,
                TaskState.FAILED,
                createdAtMs,
                "esp32c3",
                new TaskResult(
                        TaskResult.Status.FAILED,
                        2,
                        Fault.PROJECT,
                        reason,
                        null,
                        "esp32c3",
                        "v5.3.1",
                        List.of(),
                        List.of()),
                reason));
    }

    void failed(String taskId, long createdAtMs, @Nullable String reason) {
        tasks.begin(record(taskId, TaskState.FAILED, createdAtMs, "esp32c3", null, reason));
    }

    private Artifact keep(Artifact.Role role, String path, byte[] content, @Nullable Long offset) throws IOException {
        Path file = Files.write(scratch.resolve("file"), content);
        Digest digest = Digest.of(content);
        tasks.kept().keep(digest, file);
        if (role == Artifact.Role.ELF) {
            tasks.elfFiles().keep(digest, file);
        }
        return new Artifact(role, path, content.length, digest, offset);
    }

    private TaskRecord record(
            String taskId,
            TaskState state,
            long createdAtMs,
            String target,
            @Nullable TaskResult result,
            @Nullable String reason) {
        return new TaskRecord(
                taskId,
                new Progress(state, null, createdAtMs, createdAtMs + 1000, 0, null),
                subject(target),
                new Follower(1, 1),
                new Transfer("m-1", "direct", 0, 0, List.of()),
                new Outcome(result, null, reason, null, null, null, null));
    }

    private Subject subject(String target) {
        return new Subject(
                project.toString(), "demo", target, "v5.3.1", ".idf-version", Profile.DEBUG, "http://127.0.0.1:1");
    }
}
