package dev.aegis.espctl.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Resolves a path outside the project step by step, and keeps the links on the way.
final class LinkWalk {
    private static final int MOST_LINKS = 40;

    private final Path project;
    private final List<Path> links = new ArrayList<>();

    LinkWalk(Path project) {
        this.project = project;
    }

    /// @param path absolute, without `.` and `..`
    Path resolve(Path path) throws IOException {
        Path at = common(path);
        Path rest = at.relativize(path);
        if (rest.toString().isEmpty()) {
            return at;
        }
        for (int i = 0; i < rest.getNameCount(); i++) {
            Path next = at.resolve(rest.getName(i));
            if (Files.isSymbolicLink(next)) {
                if (links.size() >= MOST_LINKS) {
                    throw new IOException("too many links");
                }
                links.add(next);
                Path after = i + 1 < rest.getNameCount() ? rest.subpath(i + 1, rest.getNameCount()) : Path.of("");
                return resolve(target(next).resolve(after).normalize());
            }
            at = next;
        }
        return at;
    }

    List<Path> links() {
        return links;
    }

    /// Returns the path that a link leads to, without further links if it exists.
    static Path target(Path link) throws IOException {
        return Files.exists(link)
                ? link.toRealPath()
                : link.resolveSibling(Files.readSymbolicLink(link)).normalize();
    }

    /// Returns the text of a link in this folder; an empty one is none.
    static String text(Path folder, Path target) {
        String text = folder.relativize(target).toString();
        return text.isEmpty() ? "." : text;
    }

    private Path common(Path path) {
        Path common = project;
        while (!path.startsWith(common)) {
            Path parent = common.getParent();
            if (parent == null) {
                return common;
            }
            common = parent;
        }
        return common;
    }
}
