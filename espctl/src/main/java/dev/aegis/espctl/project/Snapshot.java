package dev.aegis.espctl.project;

import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.ProjectFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The project as it was when it was scanned.
///
/// @param files what goes up, by path
/// @param ignored what stays, with the rule that says so
/// @param bytes of all files together
/// @param folders that were looked into
public record Snapshot(List<Scanned> files, List<Ignored> ignored, long bytes, List<Path> folders) {
    public Snapshot {
        files = List.copyOf(files);
        ignored = List.copyOf(ignored);
        folders = List.copyOf(folders);
    }

    /// @param entry as it is told to the machine
    /// @param path where it lies here
    public record Scanned(ProjectFile entry, Path path) {}

    /// @param path relative; a folder ends with a slash
    /// @param rule such as `built in: /build/`
    public record Ignored(String path, String rule) {}

    /// With one file more, that lies elsewhere here.
    Snapshot with(Scanned file) {
        List<Scanned> all = new ArrayList<>(files);
        all.add(file);
        return new Snapshot(all, ignored, bytes + file.entry().size(), folders);
    }

    public List<ProjectFile> entries() {
        return files.stream().map(Scanned::entry).toList();
    }

    /// One file for each content.
    public Map<Digest, Scanned> byDigest() {
        Map<Digest, Scanned> found = new HashMap<>();
        for (Scanned file : files) {
            Digest digest = file.entry().sha256();
            if (digest != null) {
                found.putIfAbsent(digest, file);
            }
        }
        return found;
    }
}
