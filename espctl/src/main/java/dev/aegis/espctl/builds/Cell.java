package dev.aegis.espctl.builds;

import dev.aegis.espctl.project.BuildFolder;
import dev.aegis.espctl.project.VersionRules;
import dev.aegis.espctl.request.BuildRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of several builds of a project: a chip and an ESP-IDF version.
///
/// @param chip the chip
/// @param target the chip as it was typed; null for the project's own
/// @param idfVersion the version; null for the project's own
/// @param folder the folder of its files in the project
public record Cell(
        String chip, @Nullable String target, @Nullable String idfVersion, BuildFolder folder) {
    /// Returns every chip with every version.
    ///
    /// @param targets none of them twice; empty for the project's own chip
    /// @param versions none of them twice; empty for the project's own version
    /// @param ownTarget the project's own chip, for the name of the folder
    public static List<Cell> of(List<String> targets, List<String> versions, String ownTarget) {
        List<Cell> cells = new ArrayList<>();
        for (String target : orNull(targets)) {
            for (String version : orNull(versions)) {
                String chip = target == null ? ownTarget : target;
                cells.add(new Cell(
                        chip,
                        target,
                        version,
                        versions.size() > 1 && version != null ? BuildFolder.of(chip, version) : BuildFolder.of(chip)));
            }
        }
        return cells;
    }

    /// Returns each version once: `5.3` and `v5.3` are the same.
    public static List<String> eachOnce(List<String> versions) {
        List<String> once = new ArrayList<>();
        for (String version : versions) {
            if (once.stream().noneMatch(other -> VersionRules.isSame(other, version))) {
                once.add(version);
            }
        }
        return once;
    }

    private static List<@Nullable String> orNull(List<String> names) {
        return names.isEmpty() ? Collections.<@Nullable String>singletonList(null) : List.copyOf(names);
    }

    /// Returns the request for this build.
    public BuildRequest of(BuildRequest request) {
        BuildRequest.What what = request.what();
        return request.with(new BuildRequest.What(
                target == null ? what.target() : target,
                idfVersion == null ? what.idfVersion() : idfVersion,
                what.profile(),
                what.params()));
    }

    /// Returns the chip, and the version if there are several, as in the name of the folder.
    public String label() {
        return folder.label();
    }
}
