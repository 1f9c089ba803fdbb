package dev.aegis.espctl.project;

import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.ProjectFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The state of a project at the time of a scan.
///
/// @param files the files to send, by path
/// @param ignored the excluded paths, each with its rule
/// @param bytes the total size of the files
/// @param folders the scanned folders
/// @param beside the sources outside the project among them
public record Snapshot(
        List<Scanned> files, List<Ignored> ignored, long bytes, List<Path> folders, SourcesBeside beside) {
    public Snapshot {
        files = List.copyOf(files);
        ignored = List.copyOf(ignored);
        folders = List.copyOf(folders);
    }

    /// @param entry the entry in the list that the machine gets
    /// @param path the path on this computer
    public record Scanned(ProjectFile entry, Path path) {}

    /// @param path relative; a folder ends with a slash
    /// @param rule such as `built in: /build/`
    public record Ignored(String path, String rule) {}

    /// Returns a snapshot with an additional file from another place.
    Snapshot with(Scanned file) {
        List<Scanned> all = new ArrayList<>(files);
        all.add(file);
        return new Snapshot(all, ignored, bytes + file.entry().size(), folders, beside);
    }

    public List<ProjectFile> entries() {
        return files.stream().map(Scanned::entry).toList();
    }

    /// Returns one file for each digest.
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
