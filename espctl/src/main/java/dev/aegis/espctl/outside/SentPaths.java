package dev.aegis.espctl.outside;

import dev.aegis.espctl.needs.Need;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// The folders and lone files outside the project that are sent. A source file is sent with its folder where that may
/// be sent, because it includes its neighbours.
final class SentPaths {
    private static final Set<Need.Use> ALONE = Set.of(Need.Use.LONE_FILE, Need.Use.LINK, Need.Use.ASKED);

    private final Path project;
    private final String target;
    private final OutsideLimit limit;
    private final Set<Path> paths = new TreeSet<>();

    /// @param target the chip
    SentPaths(Path project, String target, OutsideLimit limit) {
        this.project = project;
        this.target = target;
        this.limit = limit;
        Path root = limit.root();
        if (root != null) {
            paths.add(root);
        }
    }

    /// @param real the path without links
    void add(Need need, Path real) {
        Path parent = Objects.requireNonNull(real.getParent(), "a file lies in a folder");
        if (Files.isDirectory(real) || isBelowSent(real)) {
            paths.add(real);
        } else if (ALONE.contains(need.use()) || project.startsWith(parent) || !limit.allows(parent)) {
            paths.add(real);
            paths.addAll(need.use() == Need.Use.LONE_FILE ? variants(real) : QuotedIncludes.of(real, limit::allows));
        } else {
            paths.add(parent);
        }
    }

    List<Path> all() {
        return List.copyOf(paths);
    }

    private boolean isBelowSent(Path file) {
        for (Path above = file.getParent(); above != null; above = above.getParent()) {
            if (paths.contains(above)) {
                return true;
            }
        }
        return false;
    }

    /// Returns the companions for one chip, such as `sdkconfig.defaults.esp32c3`.
    private List<Path> variants(Path file) {
        Path variant = file.resolveSibling(file.getFileName() + "." + target);
        return Files.isRegularFile(variant) ? List.of(variant) : List.of();
    }
}
