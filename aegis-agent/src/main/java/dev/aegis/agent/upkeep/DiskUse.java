package dev.aegis.agent.upkeep;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/// The approximate size of a directory tree. The tree may be hostile and may change during the count: links are not
/// followed, and directories nested deeper than in any real project are not counted.
final class DiskUse {
    private static final int DEEPEST = 64;
    private static final long BLOCK = 4096;

    private DiskUse() {}

    static long of(Path tree) {
        long[] bytes = {0};
        FileVisitor<Path> adding = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes[0] += attributes.isRegularFile() ? Math.max(attributes.size(), BLOCK) : BLOCK;
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path directory, @org.jspecify.annotations.Nullable IOException e) {
                return FileVisitResult.CONTINUE;
            }
        };
        try {
            Files.walkFileTree(tree, Set.of(), DEEPEST, adding);
        } catch (IOException gone) {
            return bytes[0];
        }
        return bytes[0];
    }
}
