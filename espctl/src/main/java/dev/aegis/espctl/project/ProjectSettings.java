package dev.aegis.espctl.project;

import dev.aegis.protocol.session.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The settings in `.espctl.toml`. All are optional.
///
/// @param name the project's name
/// @param defaultTarget the chip if neither the command line nor sdkconfig names one
/// @param idfVersion `version` of `[idf_version]`
/// @param profile `profile` of `[build]`
/// @param params `params` of `[build]`: definitions for CMake, each `NAME=VALUE`
/// @param ignore `ignore` of `[upload]`: patterns of files that are not sent
/// @param include `include` of `[upload]`: patterns with priority over every ignore rule
/// @param outside the settings of `[upload]` about sources outside the project
/// @param budget `budget` of `[size]`: the sizes that a build may have
public record ProjectSettings(
        @Nullable String name,
        @Nullable String defaultTarget,
        @Nullable String idfVersion,
        @Nullable Profile profile,
        List<String> params,
        List<String> ignore,
        List<String> include,
        Outside outside,
        SizeBudget budget) {
    public static final String FILE = ".espctl.toml";

    public ProjectSettings {
        params = List.copyOf(params);
        ignore = List.copyOf(ignore);
        include = List.copyOf(include);
    }

    static ProjectSettings none() {
        return new ProjectSettings(
                null, null, null, null, List.of(), List.of(), List.of(), Outside.NONE, SizeBudget.NONE);
    }

    /// @param include folders and files outside the project that are sent
    /// @param root a folder above the project: everything below it is sent; null for none
    /// @param ignore folders and files outside the project that are not sent
    public record Outside(List<String> include, @Nullable String root, List<String> ignore) {
        static final Outside NONE = new Outside(List.of(), null, List.of());

        public Outside {
            include = List.copyOf(include);
            ignore = List.copyOf(ignore);
        }
    }
}
