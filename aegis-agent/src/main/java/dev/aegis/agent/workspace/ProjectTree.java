package dev.aegis.agent.workspace;

import dev.aegis.protocol.Limits;
import dev.aegis.protocol.session.ProjectFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A project's directory and the directories above it that hold sources of the project, each opened once and walked
/// step by step with `openat` and O_NOFOLLOW: builds write to it, and may
/// have replaced a directory by a link to `/etc`. Paths are relative, with `/`, as in the protocol; one that begins
/// with
/// `../` leads to the directory of that level, and no path leads out of these directories.
///
/// New entries are created in a directory of the agent, get their owner and permissions there, and are renamed into
/// place. They are therefore complete or absent, and no file in the project is ever opened for writing. The caller
/// holds the workspace's lock, so that no build changes the tree meanwhile.
public final class ProjectTree implements AutoCloseable {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Workspace workspace;
    private final Path making;
    private final Workspaces all;
    private final Map<Integer, SecureDirectoryStream<Path>> levels = new HashMap<>();

    ProjectTree(Workspace workspace, Path making) throws IOException {
        this.workspace = workspace;
        this.making = making;
        this.all = workspace.all();
        levels.put(0, TreeRemoval.open(workspace.project()));
    }

    /// Returns the attributes of an entry without following links; empty if there is none, or a parent is no directory.
    public Optional<PosixFileAttributes> look(String path) throws IOException {
        try (Place place = find(path)) {
            return Optional.of(view(place).readAttributes());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /// Returns the names in the project's folder, in no order.
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (SecureDirectoryStream<Path> entries =
                level(0).newDirectoryStream(Path.of("."), LinkOption.NOFOLLOW_LINKS)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        return names;
    }

    /// Opens a regular file.
    ///
    /// @throws NotPlainFileException for a link, a pipe, a device or a directory
    /// @throws NoSuchFileException if there is none
    public InputStream read(String path) throws IOException {
        Place place = find(path);
        try {
            if (!view(place).readAttributes().isRegularFile()) {
                throw new NotPlainFileException(path + " is not a regular file");
            }
            InputStream content = Channels.newInputStream(place.parent().newByteChannel(place.name(), READ));
            return new ClosingInputStream(content, place);
        } catch (IOException | RuntimeException broken) {
            place.close();
            throw broken;
        }
    }

    /// Reads a small regular file whole.
    ///
    /// @throws NotPlainFileException if it is none, or has more than `maxBytes`
    public byte[] readSmall(String path, int maxBytes) throws IOException {
        try (InputStream content = read(path)) {
            byte[] bytes = content.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new NotPlainFileException(path + " has more than " + maxBytes + " bytes");
            }
            return bytes;
        }
    }

    /// Creates a file of the agent on the same disk. Fill it, then `place` it.
    public Path newFile() throws IOException {
        return Files.createFile(making.resolve(UUID.randomUUID().toString()));
    }

    /// Moves a file of the agent into the project and replaces the entry there.
    public void place(Path file, String path, boolean executable) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        all.ownership().give(file);
        moveIn(file, path);
    }

    /// Creates a symbolic link and replaces the entry there. The target is not checked.
    public void placeLink(String path, String target) throws IOException {
        Path link = making.resolve(UUID.randomUUID().toString());
        Files.createSymbolicLink(link, Path.of(target));
        moveIn(link, path);
    }

    /// Returns the target of a symbolic link, without following it.
    public Optional<String> linkAt(String path) throws IOException {
        Optional<PosixFileAttributes> found = look(path);
        if (found.isEmpty() || !found.get().isSymbolicLink()) {
            return Optional.empty();
        }
        // The link is moved to a directory where it cannot change, read, and moved back.
        Path aside = making.resolve(UUID.randomUUID().toString());
        try (Place place = find(path);
                SecureDirectoryStream<Path> target = TreeRemoval.open(making)) {
            place.parent().move(place.name(), target, aside.getFileName());
            String points = Files.readSymbolicLink(aside).toString();
            target.move(aside.getFileName(), place.parent(), place.name());
            return Optional.of(points);
        }
    }

    /// Sets or clears the execute bits of a regular file.
    public void setExecutable(String path, boolean executable) throws IOException {
        try (Place place = find(path)) {
            if (view(place).readAttributes().isRegularFile()) {
                view(place).setPermissions(PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    /// Removes an entry or a whole tree; returns false if there was none.
    public boolean remove(String path) throws IOException {
        try (Place place = find(path)) {
            if (view(place).readAttributes().isDirectory()) {
                try (SecureDirectoryStream<Path> trash = TreeRemoval.open(all.trash())) {
                    place.parent()
                            .move(place.name(), trash, Path.of(UUID.randomUUID().toString()));
                }
                all.emptyTrash();
            } else {
                place.parent().deleteFile(place.name());
            }
            return true;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    /// Removes an empty directory; returns whether it did.
    public boolean removeIfEmpty(String path) throws IOException {
        try (Place place = find(path)) {
            if (!view(place).readAttributes().isDirectory()) {
                return false;
            }
            place.parent().deleteDirectory(place.name());
            return true;
        } catch (java.nio.file.DirectoryNotEmptyException kept) {
            return false;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    @Override
    public void close() {
        levels.values().forEach(ProjectTree::close);
    }

    private static void close(SecureDirectoryStream<Path> directory) {
        try {
            directory.close();
        } catch (IOException ignored) {
            // A directory that was only read loses nothing.
        }
    }

    /// Makes sure that there is a directory, and not a link that a build put there.
    public void requireDirectory(String path) throws IOException {
        try (Place place = findOrMake(path)) {
            if (!isDirectory(place)) {
                makeDirectory(place);
            }
        }
    }

    private void moveIn(Path made, String path) throws IOException {
        try (Place place = findOrMake(path);
                SecureDirectoryStream<Path> source = TreeRemoval.open(making)) {
            if (isDirectory(place)) {
                remove(path);
            }
            source.move(made.getFileName(), place.parent(), place.name());
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private Place find(String path) throws IOException {
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

    private SecureDirectoryStream<Path> level(int level) throws IOException {
        SecureDirectoryStream<Path> open = levels.get(level);
        if (open == null) {
            workspace.makeSources(directory(level));
            open = TreeRemoval.open(directory(level));
            levels.put(level, open);
        }
        return open;
    }

    private Place findOrMake(String path) throws IOException {
        int level = ProjectFile.levelsAbove(path);
        List<String> parts = parts(path, level);
        SecureDirectoryStream<Path> root = level(level);
        Place place = new Place(root, Path.of(parts.getFirst()), root);
        for (String next : parts.subList(1, parts.size())) {
            if (!isDirectory(place)) {
                makeDirectory(place);
            }
            place = enter(place, next);
        }
        return place;
    }

    private Place enter(Place place, String next) throws IOException {
        try {
            if (!isDirectory(place)) {
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
    private void makeDirectory(Place place) throws IOException {
        Path made = Files.createDirectory(making.resolve(UUID.randomUUID().toString()));
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        all.ownership().give(made);
        try (SecureDirectoryStream<Path> source = TreeRemoval.open(making)) {
            try {
                place.parent().deleteFile(place.name());
            } catch (NoSuchFileException usual) {
                // Nothing is in the way.
            }
            source.move(made.getFileName(), place.parent(), place.name());
        }
    }

    private static boolean isDirectory(Place place) throws IOException {
        try {
            return view(place).readAttributes().isDirectory();
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    private static PosixFileAttributeView view(Place place) {
        return place.parent()
                .getFileAttributeView(place.name(), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    /// A name in an open directory.
    private record Place(SecureDirectoryStream<Path> parent, Path name, SecureDirectoryStream<Path> root)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (!parent.equals(root)) {
                parent.close();
            }
        }
    }

    private static final class ClosingInputStream extends java.io.FilterInputStream {
        private final Place place;

        ClosingInputStream(InputStream content, Place place) {
            super(content);
            this.place = place;
        }

        @Override
        public void close() throws IOException {
            super.close();
            place.close();
        }
    }
}
