package dev.aegis.agent.execution;

import dev.aegis.agent.workspace.ProjectTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Modification time of the linker map before a build, as its file system reports it. A build that fails before it
/// links leaves the map of an earlier build.
///
/// @param began the start of the build
/// @param path the path of the map; absent if the project was not configured yet
/// @param written its last modification; absent if there was none
record PriorLinkerMap(
        FileTime began, @Nullable String path, @Nullable FileTime written) {
    static PriorLinkerMap of(ProjectTree project) throws IOException {
        Path mark = project.newFile();
        try {
            FileTime began = Files.getLastModifiedTime(mark);
            Optional<String> path = ArtifactCollector.mapPath(project);
            return path.isEmpty()
                    ? new PriorLinkerMap(began, null, null)
                    : new PriorLinkerMap(
                            began, path.get(), written(path.get(), project).orElse(null));
        } finally {
            Files.deleteIfExists(mark);
        }
    }

    /// Whether the map was written since. A clock that was set back makes an old map look new, so its time must also
    /// have changed.
    boolean isOlderThan(String map, ProjectTree project) throws IOException {
        Optional<FileTime> now = written(map, project);
        return now.isPresent()
                && now.get().compareTo(began) > 0
                && !(map.equals(path) && now.get().equals(written));
    }

    private static Optional<FileTime> written(String map, ProjectTree project) throws IOException {
        return project.look(map).map(BasicFileAttributes::lastModifiedTime);
    }
}
