package dev.aegis.store;

import dev.aegis.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

/// The SHA-256 of a whole tree: names, contents, execute bits and link targets in sorted order. Times, owners, Python
/// byte code and git history are ignored, because they do not affect builds.
final class TreeDigest {
    private static final List<String> IGNORED = List.of(".git", "__pycache__");

    private TreeDigest() {}

    static Digest of(Path tree) throws IOException {
        MessageDigest digest = Digest.start();
        for (Path path : contents(tree)) {
            add(digest, tree, path);
        }
        return Digest.finish(digest.digest());
    }

    static boolean isIgnored(Path path) {
        Path name = path.getFileName();
        return name != null && IGNORED.contains(name.toString());
    }

    /// Returns every entry below `tree` that is not ignored, sorted by name.
    static List<Path> contents(Path tree) throws IOException {
        List<Path> found = new java.util.ArrayList<>();
        collect(tree, found);
        return found;
    }

    private static void collect(Path directory, List<Path> found) throws IOException {
        List<Path> children;
        try (Stream<Path> listing = Files.list(directory)) {
            children = listing.filter(child -> !isIgnored(child)).sorted().toList();
        }
        for (Path child : children) {
            found.add(child);
            if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                collect(child, found);
            }
        }
    }

    private static void add(MessageDigest digest, Path tree, Path path) throws IOException {
        String name = tree.relativize(path).toString();
        if (Files.isSymbolicLink(path)) {
            field(digest, "link", name, Files.readSymbolicLink(path).toString());
        } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            field(digest, "directory", name, "");
        } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            field(digest, Files.isExecutable(path) ? "program" : "file", name, contentOf(path));
        } else {
            throw new IOException(path + " is neither a file, nor a directory, nor a link");
        }
    }

    private static String contentOf(Path file) throws IOException {
        MessageDigest content = Digest.start();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream bytes = Files.newInputStream(file)) {
            int read;
            while ((read = bytes.read(buffer)) >= 0) {
                content.update(buffer, 0, read);
            }
        }
        return Digest.finish(content.digest()).hex();
    }

    /// Adds each part with its length, so that different trees have different input.
    private static void field(MessageDigest digest, String... parts) {
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            digest.update(bytes);
        }
    }
}
