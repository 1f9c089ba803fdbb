package dev.aegis.espctl.outside;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The settings of a build that decide about sources outside the project.
///
/// @param include entries of `include` of `[upload]` that lead outside the project
/// @param root `root` of `[upload]`: everything below it travels
/// @param ignore entries of `ignore` of `[upload]` that lead outside the project: what is not sent
/// @param target the chip
/// @param params definitions for CMake, each `NAME=VALUE`
/// @param home the user's home folder, which is never sent
public record OutsideSettings(
        List<String> include,
        @Nullable String root,
        List<String> ignore,
        String target,
        List<String> params,
        @Nullable Path home) {
    public OutsideSettings {
        include = List.copyOf(include);
        ignore = List.copyOf(ignore);
        params = List.copyOf(params);
    }

    /// Whether an entry of `[upload]` leads outside the project.
    public static boolean isOutside(String entry) {
        return entry.equals("..")
                || entry.startsWith("../")
                || (entry.startsWith("/") && isFolderOfThisComputer(entry));
    }

    /// A pattern such as `/docs/` begins at the project's root; a folder such as `/home/ada/lib` exists.
    private static boolean isFolderOfThisComputer(String entry) {
        Path path = Path.of(entry.replaceAll("[*?].*", ""));
        return path.getNameCount() > 1 && java.nio.file.Files.exists(path);
    }
}
