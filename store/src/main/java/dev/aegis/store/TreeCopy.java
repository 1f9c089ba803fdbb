package dev.aegis.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Copies and removes trees of the store. A copy is readable for every user, because the sandbox has another user than
/// the store, and writable for its owner.
final class TreeCopy {
    private TreeCopy() {}

    static void copy(Path source, Path destination) throws IOException {
        Files.createDirectories(destination);
        makeReadable(destination);
        for (Path path : TreeDigest.contents(source)) {
            Path copy = destination.resolve(source.relativize(path).toString());
            if (Files.isSymbolicLink(path)) {
                Files.createSymbolicLink(copy, Files.readSymbolicLink(path));
            } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(copy);
                makeReadable(copy);
            } else {
                Files.copy(path, copy);
                makeReadable(copy);
            }
        }
    }

    static void makeReadable(Path path) throws IOException {
        boolean enter = Files.isDirectory(path) || Files.isExecutable(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(enter ? "rwxr-xr-x" : "rw-r--r--"));
    }

    static void remove(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(tree)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
