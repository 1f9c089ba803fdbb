package dev.aegis.agent.workspace;

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
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A project's directory and the directories above it that hold sources of the project, each opened once and walked
/// step by step with `openat` and O_NOFOLLOW: builds write to it, and may have replaced a directory by a link to
/// `/etc`.
/// Paths are relative, with `/`, as in the protocol; one that begins with `../` leads to the directory of that level,
/// and
/// no path leads out of these directories.
///
/// New entries are created in a directory of the agent, get their owner and permissions there, and are renamed into
/// place. They are therefore complete or absent, and no file in the project is ever opened for writing. The caller
/// holds the workspace's lock, so that no build changes the tree meanwhile.
public final class ProjectTree implements AutoCloseable {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Path making;
    private final Workspaces all;
    private final TreePlaces places;

    ProjectTree(Workspace workspace, Path making) throws IOException {
        this.making = making;
        this.all = workspace.all();
        this.places = new TreePlaces(workspace, making);
    }

    /// Returns the attributes of an entry without following links; empty if there is none, or a parent is no directory.
    public Optional<PosixFileAttributes> look(String path) throws IOException {
        try (TreePlaces.Place place = places.find(path)) {
            return Optional.of(place.view().readAttributes());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /// Returns the names in the project's folder, in no order.
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (SecureDirectoryStream<Path> entries =
                places.level(0).newDirectoryStream(Path.of("."), LinkOption.NOFOLLOW_LINKS)) {
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
        TreePlaces.Place place = places.find(path);
        try {
            if (!place.view().readAttributes().isRegularFile()) {
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
        try (TreePlaces.Place place = places.find(path);
                SecureDirectoryStream<Path> target = TreeRemoval.open(making)) {
            place.parent().move(place.name(), target, aside.getFileName());
            String points = Files.readSymbolicLink(aside).toString();
            target.move(aside.getFileName(), place.parent(), place.name());
            return Optional.of(points);
        }
    }

    /// Sets or clears the execute bits of a regular file.
    public void setExecutable(String path, boolean executable) throws IOException {
        try (TreePlaces.Place place = places.find(path)) {
            if (place.view().readAttributes().isRegularFile()) {
                place.view().setPermissions(PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    /// Removes an entry or a whole tree; returns false if there was none.
    public boolean remove(String path) throws IOException {
        try (TreePlaces.Place place = places.find(path)) {
            if (place.view().readAttributes().isDirectory()) {
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
        try (TreePlaces.Place place = places.find(path)) {
            if (!place.view().readAttributes().isDirectory()) {
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
        places.close();
    }

    /// Makes sure that there is a directory, and not a link that a build put there.
    public void requireDirectory(String path) throws IOException {
        try (TreePlaces.Place place = places.findOrMake(path)) {
            if (!place.isDirectory()) {
                places.makeDirectory(place);
            }
        }
    }

    private void moveIn(Path made, String path) throws IOException {
        try (TreePlaces.Place place = places.findOrMake(path);
                SecureDirectoryStream<Path> source = TreeRemoval.open(making)) {
            if (place.isDirectory()) {
                remove(path);
            }
            source.move(made.getFileName(), place.parent(), place.name());
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private static final class ClosingInputStream extends java.io.FilterInputStream {
        private final TreePlaces.Place place;

        ClosingInputStream(InputStream content, TreePlaces.Place place) {
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
