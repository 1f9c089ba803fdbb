package dev.aegis.espctl.builds;

import dev.aegis.espctl.project.Snapshot;
import dev.aegis.espctl.request.ScannedProject;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.ProjectFile;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The files to upload at one moment, by path, and the folders that were scanned.
final class WatchedSnapshot {
    private final Map<String, ProjectFile> files = new TreeMap<>();
    private final Set<Path> folders = new LinkedHashSet<>();
    private @Nullable String unfit;

    private WatchedSnapshot() {}

    static WatchedSnapshot nothing() {
        return new WatchedSnapshot();
    }

    void add(ScannedProject scanned) {
        Path root = scanned.project().root();
        for (Snapshot.Scanned file : scanned.snapshot().files()) {
            files.put(root.relativize(file.path()).toString(), file.entry());
        }
        folders.addAll(scanned.snapshot().folders());
    }

    /// The same folders, with the reason why the project cannot be sent.
    WatchedSnapshot unfit(String reason) {
        WatchedSnapshot watched = new WatchedSnapshot();
        watched.folders.addAll(folders);
        watched.unfit = reason;
        return watched;
    }

    /// Accepts a file that the build has written, if it is still as written.
    void cameHome(String path, Digest content, WatchedSnapshot now) {
        ProjectFile there = now.files.get(path);
        if (there != null && Objects.equals(there.sha256(), content)) {
            files.put(path, there);
        }
    }

    Set<Path> folders() {
        return folders;
    }

    boolean isLike(WatchedSnapshot other) {
        return files.equals(other.files) && Objects.equals(unfit, other.unfit);
    }

    List<String> differencesFrom(WatchedSnapshot other) {
        if (unfit != null) {
            return List.of();
        }
        Set<String> all = new TreeSet<>(files.keySet());
        all.addAll(other.files.keySet());
        all.removeIf(path -> Objects.equals(files.get(path), other.files.get(path)));
        return List.copyOf(all);
    }
}
