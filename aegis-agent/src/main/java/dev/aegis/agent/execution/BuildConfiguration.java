package dev.aegis.agent.execution;

import dev.aegis.agent.workspace.Workspace;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The configuration that `build/` was created with, besides the chip.
///
/// @param surroundings everything outside the project; absent in notes of older agents
/// @param profile the profile of the build
/// @param params CMake definitions
/// @param inputs the files that CMake reads; absent in notes of older agents
/// @param settings the identity of `sdkconfig` and its defaults; absent in notes of older agents
record BuildConfiguration(
        @Nullable Surroundings surroundings,
        Profile profile,
        List<String> params,
        @Nullable ConfigureInputs inputs,
        @Nullable String settings) {
    private static final String NAME = "configuration.json";
    private static final int MOST_REASONS = 3;

    BuildConfiguration {
        params = Required.list(params);
    }

    /// Returns the reason why `build/` must be removed, because CMake's cache and the compiled files would keep old
    /// settings; empty if it can be used. Another chip in a debug build is no reason, because `idf.py set-target`
    /// clears it.
    Optional<String> cleanReason(BuildConfiguration before, ProjectState state, String target) {
        List<String> reasons = new ArrayList<>();
        if (before.surroundings == null) {
            reasons.add("the agent was updated");
        } else if (surroundings != null) {
            reasons.addAll(surroundings.changesSince(before.surroundings));
        }
        if (before.profile != profile) {
            reasons.add("the last build was a " + word(before.profile) + " build");
        } else if (profile == Profile.RELEASE) {
            state.cacheTarget()
                    .filter(chip -> !chip.equals(target))
                    .ifPresent(chip -> reasons.add("the last build was for " + chip));
        }
        before.params.stream()
                .filter(param -> !new HashSet<>(params).contains(param))
                .map(param -> param.replaceFirst("=.*", ""))
                .forEach(name -> reasons.add("the definition " + name + " changed"));
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        List<String> first = reasons.subList(0, Math.min(MOST_REASONS, reasons.size()));
        int more = reasons.size() - first.size();
        return Optional.of(String.join(", ", first) + (more > 0 ? ", and " + more + " more" : ""));
    }

    /// Whether the settings of a release build must be made again: they come from the user's settings, but would have
    /// precedence over them once they are made.
    boolean changesReleaseSettings(BuildConfiguration before) {
        return profile == Profile.RELEASE && !Objects.equals(settings, before.settings);
    }

    /// Returns the reason why CMake must run again; empty if it need not.
    Optional<String> inputChanges(BuildConfiguration before) {
        return inputs == null || before.inputs == null ? Optional.empty() : inputs.changesSince(before.inputs);
    }

    void save(Workspace workspace) throws IOException {
        Files.write(file(workspace), WireJson.bytes(this));
    }

    static Optional<BuildConfiguration> load(Workspace workspace) {
        try {
            return Files.exists(file(workspace))
                    ? Optional.of(WireJson.read(Files.readAllBytes(file(workspace)), BuildConfiguration.class))
                    : Optional.empty();
        } catch (IOException | WireException damaged) {
            return Optional.empty();
        }
    }

    private static String word(Profile profile) {
        return profile == Profile.RELEASE ? "release" : "debug";
    }

    private static Path file(Workspace workspace) {
        return workspace.notes().resolve(NAME);
    }
}
