package dev.aegis.espctl.settings;

import java.nio.file.Path;
import java.util.Optional;

/// The directories of espctl's own files (XDG Base Directory Specification 0.8: a relative value is ignored).
///
/// @param config credentials and pinned machines
/// @param state tasks and logs
/// @param cache files that can be recreated
public record UserDirectories(Path config, Path state, Path cache) {
    /// @param home the user's home directory
    public static UserDirectories of(Environment environment, Path home) {
        return new UserDirectories(
                directory(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
                directory(environment, "XDG_STATE_HOME", home.resolve(".local/state")),
                directory(environment, "XDG_CACHE_HOME", home.resolve(".cache")));
    }

    private static Path directory(Environment environment, String variable, Path fallback) {
        Optional<Path> chosen = environment.find(variable).map(Path::of).filter(Path::isAbsolute);
        return chosen.orElse(fallback).resolve("espctl");
    }
}
