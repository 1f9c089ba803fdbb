package dev.aegis.espctl.project;

import dev.aegis.espctl.needs.UserEnvironment;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What decides, besides the project itself, which sources outside it a build needs.
///
/// @param environment the user's variables
/// @param home the user's home folder, which is never sent
/// @param params definitions for CMake, each `NAME=VALUE`
public record Surroundings(
        UserEnvironment environment, @Nullable Path home, List<String> params) {
    public Surroundings {
        params = List.copyOf(params);
    }
}
