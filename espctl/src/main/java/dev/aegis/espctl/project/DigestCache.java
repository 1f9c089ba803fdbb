package dev.aegis.espctl.project;

import dev.aegis.protocol.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Cache of digests by modification time, size and inode, so that a second scan reads no file. A file that changed less
/// than two seconds before it was read is not cached: it may change again without a new modification time.
final class DigestCache {
    private static final String HEADER = "espctl-digests-1";
    private static final long RACY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int MOST_LINES = 200_000;

    private final Path file;
    private final Map<String, String> before = new HashMap<>();
    private final Map<String, String> now = new HashMap<>();
    private final long scanStart;

    /// @param scanStart nanoseconds since the epoch
    DigestCache(Path file, long scanStart) {
        this.file = file;
        this.scanStart = scanStart;
        load();
    }

    @Nullable
    Digest find(PosixFileAttributes attributes) {
        String key = key(attributes);
        String hex = before.get(key);
        if (hex == null) {
            return null;
        }
        now.put(key, hex);
        return new Digest(hex);
    }

    void remember(PosixFileAttributes attributes, Digest digest) {
        if (nanos(attributes) < scanStart - RACY_NANOS) {
            now.put(key(attributes), digest.hex());
        }
    }

    /// Saves the digests of this scan. If the cache cannot be written, the next scan is slower.
    void save() {
        if (now.equals(before)) {
            return;
        }
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        now.forEach((key, hex) -> text.append(hex).append(' ').append(key).append('\n'));
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
            Path temporary = Files.createTempFile(folder, "digests", ".new");
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException slower) {
            return;
        }
    }

    private void load() {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            if (!HEADER.equals(in.readLine())) {
                return;
            }
            for (int i = 0; i < MOST_LINES; i++) {
                String line = in.readLine();
                if (line == null) {
                    return;
                }
                if (line.matches("[0-9a-f]{64} \\S.*")) {
                    before.put(line.substring(65), line.substring(0, 64));
                }
            }
        } catch (IOException damaged) {
            before.clear();
        }
    }

    private static String key(PosixFileAttributes attributes) {
        return attributes.fileKey() + " " + attributes.size() + " " + nanos(attributes);
    }

    private static long nanos(PosixFileAttributes attributes) {
        return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }
}
