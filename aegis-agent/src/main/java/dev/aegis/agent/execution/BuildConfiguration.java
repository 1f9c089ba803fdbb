package dev.aegis.agent.execution;

import dev.aegis.agent.workspace.Workspace;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The configuration that `build/` was created with, besides the chip. If it differs from the next request's, `build/`
/// is removed, because CMake's cache would keep old definitions.
///
/// @param sdk digest of the ESP-IDF tree
/// @param profile the profile of the build
/// @param params CMake definitions
public record BuildConfiguration(Digest sdk, Profile profile, List<String> params) {
    private static final String NAME = "configuration.json";

    public BuildConfiguration {
        params = Required.list(params);
    }

    static BuildConfiguration of(BuildOrder order) {
        return new BuildConfiguration(
                order.sdk().entry().sha256(),
                order.request().profile(),
                order.request().params());
    }

    /// Whether `build/` must be removed. Another chip in a debug build is no reason, because `idf.py set-target` clears
    /// it.
    boolean needsCleanBuild(BuildOrder order, ProjectState state) {
        if (order.request().options().clean()) {
            return true;
        }
        if (profile == Profile.RELEASE
                && state.cacheTarget()
                        .filter(target -> !target.equals(order.request().target()))
                        .isPresent()) {
            return true;
        }
        return load(order.workspace()).filter(this::differs).isPresent();
    }

    void save(Workspace workspace) throws IOException {
        Files.write(file(workspace), WireJson.bytes(this));
    }

    private boolean differs(BuildConfiguration before) {
        return !before.sdk.equals(sdk)
                || before.profile != profile
                || !new HashSet<>(params).containsAll(before.params);
    }

    private static Optional<BuildConfiguration> load(Workspace workspace) {
        try {
            return Files.exists(file(workspace))
                    ? Optional.of(WireJson.read(Files.readAllBytes(file(workspace)), BuildConfiguration.class))
                    : Optional.empty();
        } catch (IOException | WireException damaged) {
            return Optional.empty();
        }
    }

    private static Path file(Workspace workspace) {
        return workspace.notes().resolve(NAME);
    }
}
