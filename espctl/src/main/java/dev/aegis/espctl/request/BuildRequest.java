package dev.aegis.espctl.request;

import dev.aegis.protocol.Required;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request for one build, as the user made it. Absent values are decided by the project, the environment, the build
/// server or the machine.
///
/// @param place the project and the build server
/// @param what the firmware to build
/// @param machine options that travel to the machine unchanged
/// @param limits of the build and of its wait for a machine
/// @param bundle whether to write a flash bundle too
public record BuildRequest(Place place, What what, MachineOptions machine, Limits limits, boolean bundle) {
    /// A request that leaves everything open.
    public static BuildRequest of(Place place) {
        return new BuildRequest(place, What.PROJECT_DEFAULT, MachineOptions.DEFAULT, Limits.DEFAULT, false);
    }

    public BuildRequest with(What other) {
        return new BuildRequest(place, other, machine, limits, bundle);
    }

    public BuildRequest with(MachineOptions other) {
        return new BuildRequest(place, what, other, limits, bundle);
    }

    public BuildRequest with(Limits other) {
        return new BuildRequest(place, what, machine, other, bundle);
    }

    public BuildRequest with(Place other) {
        return new BuildRequest(other, what, machine, limits, bundle);
    }

    public BuildRequest forTarget(String chip) {
        return with(new What(chip, what.idfVersion, what.profile, what.params));
    }

    /// @param project the project's folder; absent for the working folder
    /// @param server the build server; absent for the configured one
    public record Place(@Nullable Path project, @Nullable String server) {}

    /// @param target the chip
    /// @param idfVersion the ESP-IDF version
    /// @param profile `debug` or `release`
    /// @param params definitions for CMake, each `NAME=VALUE`
    public record What(
            @Nullable String target,
            @Nullable String idfVersion,
            @Nullable Profile profile,
            List<String> params) {
        public static final What PROJECT_DEFAULT = new What(null, null, null, List.of());

        public What {
            params = Required.list(params);
        }

        public static What of(String target, @Nullable String idfVersion, @Nullable Profile profile) {
            return new What(target, idfVersion, profile, List.of());
        }
    }

    /// @param memoryMb memory of the build; absent for the build server's default
    /// @param patience how long to stay in the queue; absent for a default bound
    public record Limits(
            @Nullable Integer memoryMb, @Nullable Duration patience) {
        public static final Limits DEFAULT = new Limits(null, null);
    }
}
