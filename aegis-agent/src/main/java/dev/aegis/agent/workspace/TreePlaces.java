package dev.aegis.agent.workspace;

import dev.aegis.protocol.Limits;
import dev.aegis.protocol.session.ProjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The places of a project's entries: walks from an open directory step by step, without following links. Creates
/// missing
/// directories in a directory of the agent and renames them into place.
final class TreePlaces implements AutoCloseable {
    private final Workspace workspace;
    private final Path making;
    private final Map<Integer, SecureDirectoryStream<Path>> levels = new HashMap<>();

    TreePlaces(Workspace workspace, Path making) throws IOException {
        this.workspace = workspace;
        this.making = making;
        levels.put(0, TreeRemoval.open(workspace.project()));
    }

    /// @throws NoSuchFileException if a parent is missing, or is no directory
    Place find(String path) throws IOException {
        int level = ProjectFile.levelsAbove(path);
        if (!levels.containsKey(level) && !Files.isDirectory(directory(level), LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(path);
        }
        List<String> parts = parts(path, level);
        SecureDirectoryStream<Path> root = level(level);
        Place place = new Place(root, Path.of(parts.getFirst()), root);
        for (String next : parts.subList(1, parts.size())) {
            place = enter(place, next);
        }
        return place;
    }

    /// Returns the names after the `../` of a path.
    private static List<String> parts(String path, int level) throws NoSuchFileException {
        List<String> parts = List.of(path.substring(level * 3).split("/"));
        if (level > Limits.LEVELS_ABOVE || parts.contains("..") || parts.contains("")) {
            throw new NoSuchFileException(path);
        }
        return parts;
    }

    private Path directory(int level) {
        return level == 0 ? workspace.project() : workspace.above(level);
    }

    SecureDirectoryStream<Path> level(int level) throws IOException {
        SecureDirectoryStream<Path> open = levels.get(level);
        if (open == null) {
            workspace.makeSources(directory(level));
            open = TreeRemoval.open(directory(level));
            levels.put(level, open);
        }
        return open;
    }

    /// Creates the parents that are missing.
    Place findOrMake(String path) throws IOException {
        int level = ProjectFile.levelsAbove(path);
        List<String> parts = parts(path, level);
        SecureDirectoryStream<Path> root = level(level);
        Place place = new Place(root, Path.of(parts.getFirst()), root);
        for (String next : parts.subList(1, parts.size())) {
            if (!place.isDirectory()) {
                makeDirectory(place);
            }
            place = enter(place, next);
        }
        return place;
    }

    private Place enter(Place place, String next) throws IOException {
        try {
            if (!place.isDirectory()) {
                throw new NoSuchFileException(place.name() + " is no directory");
            }
            SecureDirectoryStream<Path> inside =
                    place.parent().newDirectoryStream(place.name(), LinkOption.NOFOLLOW_LINKS);
            return new Place(inside, Path.of(next), place.root());
        } finally {
            place.close();
        }
    }

    /// Creates a directory and replaces a link or file there.
    void makeDirectory(Place place) throws IOException {
        Path made = Files.createDirectory(making.resolve(UUID.randomUUID().toString()));
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        workspace.all().ownership().give(made);
        try (SecureDirectoryStream<Path> source = TreeRemoval.open(making)) {
            try {
                place.parent().deleteFile(place.name());
            } catch (NoSuchFileException usual) {
                // Nothing is in the way.
            }
            source.move(made.getFileName(), place.parent(), place.name());
        }
    }

    /// A name in an open directory.
    record Place(SecureDirectoryStream<Path> parent, Path name, SecureDirectoryStream<Path> root)
            implements AutoCloseable {
        boolean isDirectory() throws IOException {
            try {
                return view().readAttributes().isDirectory();
            } catch (NoSuchFileException absent) {
                return false;
            }
        }

        PosixFileAttributeView view() {
            return parent.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public void close() throws IOException {
            if (!parent.equals(root)) {
                parent.close();
            }
        }
    }

    @Override
    public void close() {
        levels.values().forEach(TreePlaces::close);
    }

    private static void close(SecureDirectoryStream<Path> directory) {
        try {
            directory.close();
        } catch (IOException ignored) {
            // A directory that was only read loses nothing.
        }
    }
}
