package dev.aegis.espctl.outside;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.needs.Need;
import dev.aegis.protocol.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folders that sources may come from: the git repository of the project, the root that the user named, and the
/// folders that the user asked for. Private folders are refused in any case.
final class OutsideLimit {
    private static final Set<String> SYSTEM =
            Set.of("bin", "boot", "dev", "etc", "lib", "lib64", "proc", "root", "run", "sbin", "sys", "usr", "var");
    private static final Set<String> PRIVATE = Set.of(
            ".ssh",
            ".gnupg",
            ".aws",
            ".azure",
            ".kube",
            ".docker",
            ".config",
            ".password-store",
            ".mozilla",
            ".local",
            ".cache",
            ".netrc",
            ".git",
            "Library",
            "AppData");

    private final Path project;
    private final @Nullable Path home;
    private final @Nullable Path gitTop;
    private final @Nullable Path root;
    private final List<Path> asked = new ArrayList<>();

    OutsideLimit(Path project, OutsideSettings settings) {
        this.project = project;
        this.home = settings.home() == null ? null : real(settings.home());
        this.gitTop = gitTop(project);
        this.root = settings.root() == null ? null : root(project, settings.root());
        if (root != null) {
            refusePrivate(root, "outside_private", ".espctl.toml: root of [upload] is " + root);
        }
    }

    @Nullable
    Path root() {
        return root;
    }

    /// Allows a folder or file that the user named.
    void ask(Path path) {
        asked.add(path);
    }

    /// Whether the path may be sent without being asked for.
    boolean allows(Path path) {
        return isBelow(path, gitTop) || isBelow(path, root) || asked.stream().anyMatch(path::startsWith);
    }

    /// @throws Failure when it may not be sent
    void check(Path path, Need need) {
        String place = need.origin().shown(project);
        boolean link = need.use() == Need.Use.LINK;
        String needs = link
                ? "the link '" + place + "' leads outside the project, to '" + path + "'"
                : place + " needs " + path;
        refusePrivate(path, link ? "link_out_of_project" : "outside_private", needs);
        int levels = levels(path);
        if (levels > Limits.LEVELS_ABOVE) {
            throw new Failure(
                    ExitCode.USAGE,
                    "outside_too_far",
                    needs + ", which is " + levels + " levels above the project; at most " + Limits.LEVELS_ABOVE
                            + " are possible",
                    "move the folder nearer to the project, or link it: ln -s " + path + " components/");
        }
        if (allows(path)) {
            return;
        }
        throw new Failure(
                ExitCode.USAGE,
                link ? "link_out_of_project" : "outside_refused",
                needs + ", which is outside "
                        + (root != null
                                ? "the root " + root
                                : gitTop != null
                                        ? "the project's git repository " + gitTop
                                        : "the project, and no git repository contains both"),
                "to send it, write in .espctl.toml: [upload] include = [\"" + project.relativize(path) + "\"]"
                        + (link ? "; to leave the link out: ignore = [\"/" + place + "\"]" : ""));
    }

    int levels(Path path) {
        int levels = 0;
        for (Path part : project.relativize(path)) {
            if (!part.toString().equals("..")) {
                break;
            }
            levels++;
        }
        return levels;
    }

    private void refusePrivate(Path path, String code, String needs) {
        String what = what(path);
        if (what != null) {
            throw new Failure(
                    ExitCode.USAGE,
                    code,
                    needs + ", which is " + what + " and is never sent",
                    "move the sources that the build needs into a folder of their own, or exclude the path:"
                            + " ignore = [\"...\"] under [upload] in .espctl.toml");
        }
    }

    private @Nullable String what(Path path) {
        if (path.getNameCount() == 0) {
            return "the root of the file system";
        }
        String top = path.getName(0).toString();
        if (home != null && home.startsWith(path)) {
            return path.equals(home) ? "your home folder" : "a folder above your home folder";
        }
        if (home != null && path.startsWith(home)) {
            for (Path part : home.relativize(path)) {
                if (PRIVATE.contains(part.toString())) {
                    return "in the private folder " + part;
                }
            }
            return null;
        }
        if (path.getNameCount() == 1 && !isBelow(path, gitTop)) {
            return "a folder at the top of the file system";
        }
        return SYSTEM.contains(top) && !project.startsWith("/" + top) ? "a folder of the system" : null;
    }

    private static boolean isBelow(Path path, @Nullable Path folder) {
        return folder != null && path.startsWith(folder);
    }

    /// Returns the folder with `.git`, which is a file in a worktree or submodule.
    private static @Nullable Path gitTop(Path project) {
        for (Path at = project; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return at;
            }
        }
        return null;
    }

    private static Path root(Path project, String named) {
        Path root = real(project.resolve(named).normalize());
        if (!Files.isDirectory(root) || !project.startsWith(root)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "project_settings_wrong",
                    ".espctl.toml: root of [upload] is '" + named + "', which is not a folder above the project",
                    "name a folder above the project, such as root = \"../..\"");
        }
        return root;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException gone) {
            return Objects.requireNonNull(path.toAbsolutePath()).normalize();
        }
    }
}
