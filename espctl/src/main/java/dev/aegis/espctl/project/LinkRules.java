package dev.aegis.espctl.project;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.outside.OutsideFinder;
import dev.aegis.protocol.session.ProjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A symlink is uploaded as a symlink. When its target is outside the project, as written or when resolved, the target
/// travels too if it may.
final class LinkRules {
    private final Path root;
    private final Path realRoot;
    private final BesideScanner beside;

    LinkRules(Path root, BesideScanner beside) throws IOException {
        this.beside = beside;
        this.root = root.toAbsolutePath().normalize();
        this.realRoot = root.toRealPath();
    }

    /// @return the target, relative to the link's folder
    String target(Path link, String path) throws IOException {
        Path written = Files.readSymbolicLink(link);
        Path folder = link.toAbsolutePath().normalize().resolveSibling("");
        String target = written.isAbsolute() ? OutsideFinder.linkText(folder, written.normalize()) : written.toString();
        if (!folder.resolve(target).normalize().startsWith(root) || leaves(link)) {
            target = beside.follow(link);
        }
        try {
            ProjectFile.link(path, target);
        } catch (IllegalArgumentException refused) {
            throw out(path, written);
        }
        return target;
    }

    /// Whether the resolved target is outside the project. A broken link has no resolved target.
    private boolean leaves(Path link) {
        try {
            return !link.toRealPath().startsWith(realRoot);
        } catch (IOException dangling) {
            return false;
        }
    }

    private static Failure out(String path, Path written) {
        return new Failure(
                ExitCode.USAGE,
                "link_out_of_project",
                "the link '" + path + "' points outside the project, to '" + FileCollector.printable(written.toString())
                        + "'",
                "copy its target into the project, or exclude the link: ignore = [\"/" + path + "\"] under [upload] in "
                        + ProjectSettings.FILE);
    }
}
