package dev.aegis.espctl.doctor;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.settings.UserDirectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks that the folders for espctl's files and for firmware are writable and have free space.
final class StateCheck {
    private static final long SCARCE_BYTES = 500L * 1024 * 1024;
    private static final long TOO_FEW_BYTES = 32L * 1024 * 1024;

    private final UserDirectories directories;

    StateCheck(UserDirectories directories) {
        this.directories = directories;
    }

    /// @param project the project that gets the firmware; null without a project
    Check look(@Nullable Path project) throws IOException {
        Map<String, Path> folders = new LinkedHashMap<>();
        folders.put("XDG_CONFIG_HOME", directories.config());
        folders.put("XDG_STATE_HOME", directories.state());
        folders.put("XDG_CACHE_HOME", directories.cache());
        if (project != null) {
            folders.put("", project.resolve("build"));
        }
        long least = Long.MAX_VALUE;
        Path fullest = directories.state();
        for (Map.Entry<String, Path> folder : folders.entrySet()) {
            Path there = existing(folder.getValue());
            if (!Files.isDirectory(there) || !Files.isWritable(there)) {
                return unwritable(folder.getValue(), there, folder.getKey());
            }
            long free = Files.getFileStore(there).getUsableSpace();
            if (free < least) {
                least = free;
                fullest = there;
            }
        }
        return room(least, fullest);
    }

    private static Check unwritable(Path wanted, Path there, String variable) {
        String reason = Files.isDirectory(there) ? there + " is not writable" : there + " is not a folder";
        return Check.error(
                Topic.STATE,
                ExitCode.FAILED,
                "state_unwritable",
                "cannot write " + wanted + ": " + reason,
                "make it writable for your user" + (variable.isEmpty() ? "" : ", or set " + variable));
    }

    private static Check room(long free, Path where) {
        long megabytes = free / (1024 * 1024);
        String scarce = megabytes + " MB free at " + where;
        if (free < TOO_FEW_BYTES) {
            return Check.error(
                    Topic.STATE,
                    ExitCode.FAILED,
                    "disk_full",
                    scarce + "; firmware and logs do not fit",
                    "free space on that disk");
        }
        if (free < SCARCE_BYTES) {
            return Check.warning(Topic.STATE, "disk_nearly_full", scarce, "free space on that disk");
        }
        return Check.ok(Topic.STATE, "writable, " + megabytes + " MB free");
    }

    /// Returns the folder, or its nearest existing parent, because espctl creates the folder at first use.
    private static Path existing(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
