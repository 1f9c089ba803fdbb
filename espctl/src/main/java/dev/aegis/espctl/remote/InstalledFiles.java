package dev.aegis.espctl.remote;

import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Artifact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files that a build has put into the project.
///
/// @param files each with its verified digest
/// @param manifest `build/manifest.json`; absent when nothing is flashable
/// @param bundle `build/flash_bundle.tar.gz`; absent unless asked for
/// @param changed whether a file differs from the one that was there before
public record InstalledFiles(
        List<File> files,
        @Nullable String manifest,
        @Nullable String bundle,
        boolean changed) {
    public InstalledFiles {
        files = List.copyOf(files);
    }

    static InstalledFiles nothing() {
        return new InstalledFiles(List.of(), null, null, false);
    }

    /// @param role what it is for
    /// @param path relative to the project
    /// @param offset in flash; absent for what is not flashed
    public record File(
            Artifact.Role role, String path, @Nullable Long offset, long size, Digest sha256) {}
}
