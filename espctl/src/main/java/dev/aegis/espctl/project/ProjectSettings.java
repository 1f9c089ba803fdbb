package dev.aegis.espctl.project;

import dev.aegis.protocol.session.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `.espctl.toml` says. All of it is optional.
///
/// @param name what the project is called
/// @param defaultTarget the chip, when neither the command line nor sdkconfig names one
/// @param idfVersion `version` of `[idf_version]`
/// @param profile `profile` of `[build]`
/// @param params `params` of `[build]`: definitions for CMake, each `NAME=VALUE`
/// @param ignore `ignore` of `[upload]`: patterns of files that stay here
/// @param include `include` of `[upload]`: patterns that win over every ignore rule
public record ProjectSettings(
        @Nullable String name,
        @Nullable String defaultTarget,
        @Nullable String idfVersion,
        @Nullable Profile profile,
        List<String> params,
        List<String> ignore,
        List<String> include) {
    public static final String FILE = ".espctl.toml";

    public ProjectSettings {
        params = List.copyOf(params);
        ignore = List.copyOf(ignore);
        include = List.copyOf(include);
    }

    static ProjectSettings none() {
        return new ProjectSettings(null, null, null, null, List.of(), List.of(), List.of());
    }
}
