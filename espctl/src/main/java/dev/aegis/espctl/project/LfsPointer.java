package dev.aegis.espctl.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A file of Git LFS whose content was not fetched: a build would use the few lines of its pointer.
final class LfsPointer {
    private static final String BEGIN = "version https://git-lfs.github.com/spec/v1\n";
    private static final int SHORTEST = 100;
    private static final int LONGEST = 200;

    private LfsPointer() {}

    static boolean isOne(Path file, long bytes) {
        if (bytes < SHORTEST || bytes > LONGEST) {
            return false;
        }
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).startsWith(BEGIN);
        } catch (IOException unreadable) {
            return false;
        }
    }

    static String note(List<String> paths) {
        return paths.size() == 1
                ? paths.getFirst() + " is a pointer of Git LFS, not the file itself; run: git lfs pull"
                : paths.size() + " files are pointers of Git LFS, not the files themselves, such as " + paths.getFirst()
                        + "; run: git lfs pull";
    }
}
