package dev.aegis.agent.execution;

import dev.aegis.agent.workspace.ProjectTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the linker's map stood before a build, by the clock of its own disk. A build that breaks before
/// it links leaves the map of an earlier one there, which tells nothing of this one.
///
/// @param began when the build began
/// @param path where the map was to be; absent when the project was not configured yet
/// @param written when it was last written; absent when there was none
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

    /// Whether the map that lies there now was written later. A clock that was set back makes an
    /// earlier map look new, so its time must have changed too.
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
