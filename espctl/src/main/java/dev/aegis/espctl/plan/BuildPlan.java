package dev.aegis.espctl.plan;

import dev.aegis.espctl.project.Snapshot;
import dev.aegis.protocol.session.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a build would do, without doing it.
///
/// @param status always `planning`
/// @param projectRoot the project's folder
/// @param name what it is called
/// @param target the chip
/// @param targetFrom which rule decided the chip
/// @param idfVersion absent when the machine decides
/// @param idfVersionFrom which rule decided the version
/// @param profile how it would be built
/// @param params definitions for CMake
/// @param files how many would be compared with the machine's
/// @param bytes of them together; a second build sends only what changed
/// @param largest the few largest of them
/// @param ignored what stays here, and by which rule
/// @param fleet which machines could build it, when the build server could be asked
/// @param notes what the user should know
/// @param next how to build for real
public record BuildPlan(
        String status,
        String projectRoot,
        String name,
        String target,
        String targetFrom,
        @Nullable String idfVersion,
        String idfVersionFrom,
        Profile profile,
        List<String> params,
        int files,
        long bytes,
        List<Part> largest,
        List<Snapshot.Ignored> ignored,
        FleetView fleet,
        List<String> notes,
        String next) {
    public BuildPlan {
        params = List.copyOf(params);
        largest = List.copyOf(largest);
        ignored = List.copyOf(ignored);
        notes = List.copyOf(notes);
    }

    /// One file of the project.
    public record Part(String path, long bytes) {}
}
