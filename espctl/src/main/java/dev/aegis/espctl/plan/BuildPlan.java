package dev.aegis.espctl.plan;

import dev.aegis.espctl.project.Snapshot;
import dev.aegis.protocol.session.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The plan of a build that is not run.
///
/// @param status always `planning`
/// @param projectRoot the project's folder
/// @param name the project's name
/// @param target the chip
/// @param targetFrom which rule decided the chip
/// @param idfVersion null if the machine decides
/// @param idfVersionFrom which rule decided the version
/// @param profile `debug` or `release`
/// @param params definitions for CMake
/// @param files the number of files of the project
/// @param bytes their total size; a second build sends only the changed files
/// @param largest the largest files
/// @param ignored the paths that are not sent, each with the rule
/// @param fleet the machines that could build it, if the build server could be asked
/// @param notes facts that may surprise the user
/// @param next the command that builds
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
        FleetAvailability fleet,
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
