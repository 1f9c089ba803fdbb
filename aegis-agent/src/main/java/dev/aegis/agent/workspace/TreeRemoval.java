package dev.aegis.agent.workspace;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// Removes trees of untrusted builds. Links are removed, not followed. Any depth of nesting needs constant stack and
/// descriptors, because each directory is moved up to the trash before it is read.
final class TreeRemoval {
    private TreeRemoval() {}

    /// Removes everything in a directory that only the agent can enter. Callers run one after another.
    static synchronized void empty(Path trash) throws IOException {
        try {
            removeAll(trash);
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
    }

    private static void removeAll(Path trash) throws IOException {
        long moved = 0;
        for (List<Path> left = children(trash); !left.isEmpty(); left = children(trash)) {
            for (Path entry : left) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    moved = removeDirectory(trash, entry, moved);
                } else {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    /// Moves everything in a directory that a build can write to into the trash. The directory itself stays,
    /// because another build may use it. Callers run one after another.
    static synchronized void clear(Path directory, Path trash) throws IOException {
        Path target = Files.createTempDirectory(trash, "cleared");
        try (SecureDirectoryStream<Path> from = open(directory);
                SecureDirectoryStream<Path> to = open(target)) {
            for (Path child : from) {
                Path name = child.getFileName();
                if (isDirectory(from, name)) {
                    makeEnterable(from, name);
                }
                from.move(name, to, name);
            }
        }
    }

    private static long removeDirectory(Path trash, Path directory, long moved) throws IOException {
        long count = moved;
        // The build may have removed read permission on this directory.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        try (SecureDirectoryStream<Path> top = open(trash);
                SecureDirectoryStream<Path> inside =
                        top.newDirectoryStream(directory.getFileName(), LinkOption.NOFOLLOW_LINKS)) {
            for (Path child : inside) {
                Path name = child.getFileName();
                if (!isDirectory(inside, name)) {
                    inside.deleteFile(name);
                    continue;
                }
                makeEnterable(inside, name);
                inside.move(name, top, Path.of("moved-" + System.nanoTime() + "-" + count++));
            }
            top.deleteDirectory(directory.getFileName());
        }
        return count;
    }

    /// Adds write permission, without which a directory cannot be moved to another parent.
    private static void makeEnterable(SecureDirectoryStream<Path> parent, Path name) {
        try {
            parent.getFileAttributeView(
                            name, java.nio.file.attribute.PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setPermissions(PosixFilePermissions.fromString("rwx------"));
        } catch (IOException kept) {
            // Root can move it anyway. For another user the move fails with the reason.
        }
    }

    private static boolean isDirectory(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        return parent.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isDirectory();
    }

    /// The caller closes it.
    @SuppressWarnings("StreamResourceLeak")
    static SecureDirectoryStream<Path> open(Path directory) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(directory);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new IOException("this file system cannot be read safely: it has no openat");
    }

    private static List<Path> children(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(found::add);
        }
        return found;
    }
}
