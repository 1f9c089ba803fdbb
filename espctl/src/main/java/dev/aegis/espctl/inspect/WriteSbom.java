package dev.aegis.espctl.inspect;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.history.TaskFiles;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.sbom.LockedVersions;
import dev.aegis.firmware.sbom.ProjectDescription;
import dev.aegis.firmware.sbom.Sbom;
import dev.aegis.firmware.size.LinkMap;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Artifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Writes the bill of materials of a build as SPDX: the libraries that the linker used, not all that were compiled.
public final class WriteSbom {
    private final Context context;
    private final TaskStore tasks;
    private final TaskFiles files;

    public WriteSbom(Context context) {
        this.context = context;
        this.tasks = context.tasks();
        this.files = new TaskFiles(tasks);
    }

    /// @param document SPDX 2.3 JSON
    public record Document(String taskId, byte[] document) {}

    /// @param path the written file
    /// @param libraries the number of linked libraries
    public record Written(String taskId, String path, long size, String sha256, int libraries) {}

    /// @param name a task id or a short name
    public Document make(String name) {
        TaskRecord task = files.succeeded(name);
        return new Document(task.taskId(), make(task, libraries(task)));
    }

    /// @param file a path, relative to the working folder
    public Written write(String name, Path file) {
        TaskRecord task = files.succeeded(name);
        Set<String> libraries = libraries(task);
        byte[] document = make(task, libraries);
        Path place = context.workingFolder().resolve(file).normalize();
        NewFile.write(place, document);
        return new Written(
                task.taskId(),
                place.toString(),
                document.length,
                Digest.of(document).hex(),
                libraries.size());
    }

    /// The file that MCP tools write.
    public Path usualPlace(String name) {
        TaskRecord task = files.succeeded(name);
        return Path.of(task.project()).resolve(task.buildFolder()).resolve("sbom.spdx.json");
    }

    private byte[] make(TaskRecord task, Set<String> libraries) {
        byte[] description = files.need(task, Artifact.Role.PROJECT_DESCRIPTION, "project_description.json");
        Map<String, String> versions = tasks.folder(task.taskId())
                .lockFile()
                .map(content -> LockedVersions.read(new String(content, StandardCharsets.UTF_8)))
                .orElse(Map.of());
        try {
            return Sbom.write(
                    ProjectDescription.read(description),
                    libraries,
                    versions,
                    left(task),
                    Instant.ofEpochMilli(Objects.requireNonNullElse(
                            task.progress().finishedAtMs(), task.progress().createdAtMs())));
        } catch (FirmwareException malformed) {
            throw new Failure(
                    ExitCode.FAILED,
                    malformed.code(),
                    String.valueOf(malformed.getMessage()),
                    "build again",
                    malformed);
        }
    }

    private Set<String> libraries(TaskRecord task) {
        try {
            byte[] map = files.need(task, Artifact.Role.MAP, "linker map");
            return new TreeSet<>(LinkMap.read(new ByteArrayInputStream(map)).libraries());
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory", impossible);
        }
    }

    /// The flashed files and the ELF file. SPDX requires SHA-1, so the content is read.
    private List<dev.aegis.firmware.sbom.Artifact> left(TaskRecord task) {
        List<dev.aegis.firmware.sbom.Artifact> left = new ArrayList<>();
        String folder = task.buildFolder() + "/";
        for (Artifact artifact : TaskFiles.artifacts(task)) {
            boolean counts = artifact.flashOffset() != null || artifact.role() == Artifact.Role.ELF;
            if (counts && artifact.path().startsWith(folder)) {
                files.content(task, artifact)
                        .ifPresent(content -> left.add(dev.aegis.firmware.sbom.Artifact.of(
                                artifact.path().substring(folder.length()), content)));
            }
        }
        return left;
    }
}
