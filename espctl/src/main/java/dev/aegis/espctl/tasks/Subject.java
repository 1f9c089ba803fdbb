package dev.aegis.espctl.tasks;

import dev.aegis.protocol.session.Profile;
import org.jspecify.annotations.Nullable;

/// What a task builds.
///
/// @param project the project's folder
/// @param projectName the name of the project
/// @param target the chip
/// @param idfVersion as requested, and as used once that is known; absent for the machine's default
/// @param versionFrom the rule that decided the version
/// @param profile how it is built
/// @param server the build server; absent for a task that needs none
public record Subject(
        String project,
        String projectName,
        String target,
        @Nullable String idfVersion,
        String versionFrom,
        Profile profile,
        @Nullable String server) {
    /// Returns a version with the rule that decided it.
    public static String version(@Nullable String version, String from) {
        return version == null ? from : version + " (" + from + ")";
    }

    Subject withIdfVersion(@Nullable String used) {
        return new Subject(project, projectName, target, used, versionFrom, profile, server);
    }
}
