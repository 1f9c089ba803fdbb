package dev.aegis.espctl.builds;

import dev.aegis.protocol.session.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a build was asked for. What is absent is decided by the project, the environment or the machine.
///
/// @param project the folder; absent for where the user stands
/// @param target the chip
/// @param idfVersion the ESP-IDF version
/// @param profile `debug` or `release`
/// @param clean remove `build/` on the machine first
/// @param params definitions for CMake, each `NAME=VALUE`
/// @param memoryMb for the build
/// @param patience how long to stay in the queue
/// @param bundle whether to write a flash bundle
/// @param remote the build server
/// @param setTarget whether the machine makes sdkconfig anew first, as `idf.py set-target` does
public record BuildOptions(
        @Nullable Path project,
        @Nullable String target,
        @Nullable String idfVersion,
        @Nullable Profile profile,
        boolean clean,
        List<String> params,
        @Nullable Integer memoryMb,
        @Nullable Duration patience,
        boolean bundle,
        @Nullable String remote,
        boolean setTarget) {
    public BuildOptions {
        params = List.copyOf(params);
    }

    BuildOptions forTarget(String chip) {
        return new BuildOptions(
                project, chip, idfVersion, profile, clean, params, memoryMb, patience, bundle, remote, setTarget);
    }

    public BuildOptions(
            @Nullable Path project,
            @Nullable String target,
            @Nullable String idfVersion,
            @Nullable Profile profile,
            boolean clean,
            List<String> params,
            @Nullable Integer memoryMb,
            @Nullable Duration patience,
            boolean bundle,
            @Nullable String remote) {
        this(project, target, idfVersion, profile, clean, params, memoryMb, patience, bundle, remote, false);
    }

    public BuildOptions withSetTarget() {
        return new BuildOptions(
                project, target, idfVersion, profile, clean, params, memoryMb, patience, bundle, remote, true);
    }
}
