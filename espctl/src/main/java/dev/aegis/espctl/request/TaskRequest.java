package dev.aegis.espctl.request;

import org.jspecify.annotations.Nullable;

/// The request of a detached task, as it is handed to the process that follows the task: exactly one of the two.
///
/// @param build a project to build
/// @param ownFolder whether the files of the build get a folder for its chip, and not `build/`
/// @param pack a program to make flashable
public record TaskRequest(
        @Nullable BuildRequest build,
        boolean ownFolder,
        @Nullable PackRequest pack) {
    public TaskRequest {
        if ((build == null) == (pack == null)) {
            throw new IllegalArgumentException("a task builds or packs");
        }
    }

    public static TaskRequest of(BuildRequest build, boolean ownFolder) {
        return new TaskRequest(build, ownFolder, null);
    }

    public static TaskRequest of(PackRequest pack) {
        return new TaskRequest(null, false, pack);
    }
}
