package dev.aegis.espctl.inspect;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.history.TaskFiles;
import dev.aegis.espctl.inspect.SizeAnswer.Detail;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.partitions.Partition;
import dev.aegis.firmware.partitions.PartitionTable;
import dev.aegis.firmware.size.LinkMap;
import dev.aegis.firmware.size.SizeDifference;
import dev.aegis.firmware.size.SizeReport;
import dev.aegis.protocol.session.Artifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Measures the size of a build from its linker map, application and partition table, without running a tool.
public final class MeasureSize {
    private final TaskStore tasks;
    private final TaskFiles files;

    public MeasureSize(Context context) {
        this.tasks = context.tasks();
        this.files = new TaskFiles(tasks);
    }

    /// Compares with the previous build.
    ///
    /// @param name a task id or a short name
    public SizeAnswer run(String name, Detail detail) {
        return run(name, detail, null);
    }

    /// @param name a task id or a short name
    /// @param other the task of this project to compare with; null for the previous one of the same chip
    public SizeAnswer run(String name, Detail detail, @Nullable String other) {
        TaskRecord task = files.succeeded(name);
        TaskRecord asked = other == null ? null : ofSameProject(task, other);
        Long partition = smallestPartition(task).orElse(null);
        Long image = TaskFiles.artifact(task, Artifact.Role.FIRMWARE)
                .map(Artifact::size)
                .orElse(null);
        SizeReport report =
                read(files.need(task, Artifact.Role.MAP, "linker map")).inFlash(image, partition);
        return new SizeAnswer(
                task.taskId(),
                task.target(),
                detail,
                report.showing(
                        detail == Detail.COMPONENTS ? report.components() : List.of(),
                        detail == Detail.FILES ? report.files() : List.of()),
                asked == null ? previous(task, report) : compared(asked, report));
    }

    private static SizeReport read(byte[] map) {
        try {
            SizeReport report = LinkMap.read(new ByteArrayInputStream(map)).sizes();
            if (report.memories().isEmpty()) {
                throw new Failure(
                        ExitCode.FAILED,
                        "map_malformed",
                        "the linker map of this build names no memory",
                        "run: espctl build --clean; if that does not help, report it with espctl diag");
            }
            return report;
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory", impossible);
        }
    }

    private Optional<Long> smallestPartition(TaskRecord task) {
        try {
            return files.find(task, Artifact.Role.PARTITIONS)
                    .flatMap(table -> PartitionTable.read(table).smallestApp())
                    .map(Partition::size);
        } catch (FirmwareException malformed) {
            return Optional.empty();
        }
    }

    private TaskRecord ofSameProject(TaskRecord task, String other) {
        TaskRecord asked = files.succeeded(other);
        if (!asked.project().equals(task.project())) {
            throw new Failure(
                    ExitCode.USAGE,
                    "task_of_other_project",
                    "task " + asked.taskId() + " is a build of " + asked.project() + ", not of " + task.project(),
                    "name a build of the same project: espctl status lists them");
        }
        return asked;
    }

    private SizeAnswer.Previous compared(TaskRecord asked, SizeReport report) {
        return previous(asked, read(files.need(asked, Artifact.Role.MAP, "linker map")), report, true);
    }

    private static SizeAnswer.Previous previous(TaskRecord task, SizeReport before, SizeReport report, boolean asked) {
        return new SizeAnswer.Previous(
                task.taskId(),
                task.target(),
                task.subject().profile().name().toLowerCase(Locale.ROOT),
                asked,
                SizeDifference.between(before, report));
    }

    /// Returns the newest earlier build that still has its map.
    private SizeAnswer.@Nullable Previous previous(TaskRecord task, SizeReport report) {
        List<TaskRecord> earlier = tasks.all().stream()
                .filter(other ->
                        other.progress().createdAtMs() < task.progress().createdAtMs())
                .filter(TaskRecord::hasFirmware)
                .filter(other ->
                        other.project().equals(task.project()) && other.target().equals(task.target()))
                .toList();
        for (TaskRecord other : earlier) {
            Optional<byte[]> map = files.find(other, Artifact.Role.MAP);
            if (map.isPresent()) {
                return previous(other, read(map.get()), report, false);
            }
        }
        return null;
    }
}
