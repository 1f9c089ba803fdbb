package dev.aegis.espctl.tasks;

import dev.aegis.protocol.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// The ELF files of builds by digest, compressed, apart from the list of tasks: firmware runs on boards long after its
/// task was forgotten, and its crash must still be decoded. The files that were used least recently are removed first
/// when the budget is exceeded.
public final class KeptElfFiles {
    /// The limit of compressed bytes: some hundred builds.
    static final long BUDGET = 1024L * 1024 * 1024;

    private static final long DISK_RESERVE = 128L * 1024 * 1024;
    private static final int SHORTEST_PREFIX = 6;
    private static final String SUFFIX = ".z";
    private static final String ORIGIN = ".origin";
    private static final Pattern KEPT = Pattern.compile("[0-9a-f]{64}\\.z");

    private final Path root;
    private final long budget;
    private final Clock clock;

    /// @param origin the path of the file when it was built
    public record Found(String origin, byte[] content) {}

    /// @param stateFolder espctl's own
    /// @param budget bytes
    public KeptElfFiles(Path stateFolder, long budget, Clock clock) {
        this.root = stateFolder.resolve("elf");
        this.budget = budget;
        this.clock = clock;
    }

    /// Keeps a file; cheap when the same content is kept already.
    ///
    /// @throws IOException when it cannot be kept
    public void keep(Digest digest, Path file) throws IOException {
        Path place = root.resolve(digest.hex() + SUFFIX);
        if (Files.exists(place)) {
            touch(place);
            return;
        }
        Files.createDirectories(
                root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (Files.getFileStore(root).getUsableSpace() - Files.size(file) < DISK_RESERVE) {
            throw new IOException("the disk with " + root + " is nearly full");
        }
        Path copy = Files.createTempFile(root, "new", ".part");
        try {
            pack(file, copy);
            touch(copy);
            Files.writeString(root.resolve(digest.hex() + ORIGIN), file.toString());
            Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(copy);
        }
        prune();
    }

    /// Finds the file whose SHA-256 begins with these digits.
    ///
    /// @param most bytes that the content may have
    public Optional<Found> find(String digits, int most) {
        if (digits.length() < SHORTEST_PREFIX) {
            return Optional.empty();
        }
        try {
            for (Path place : kept()) {
                if (name(place).startsWith(digits)) {
                    return read(place, most);
                }
            }
        } catch (IOException unreadable) {
            // Then it is not kept.
        }
        return Optional.empty();
    }

    private Optional<Found> read(Path place, int most) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (InputStream in = new InflaterInputStream(Files.newInputStream(place))) {
            byte[] piece = in.readNBytes(most);
            if (in.read() >= 0) {
                return Optional.empty();
            }
            content.writeBytes(piece);
        }
        byte[] whole = content.toByteArray();
        String digest = name(place).substring(0, name(place).length() - SUFFIX.length());
        if (!Digest.of(whole).hex().equals(digest)) {
            return Optional.empty();
        }
        touch(place);
        Path origin = root.resolve(digest + ORIGIN);
        String path = Files.isRegularFile(origin) ? Files.readString(origin, StandardCharsets.UTF_8) : "";
        return Optional.of(new Found(path, whole));
    }

    private void prune() throws IOException {
        List<Path> files = new ArrayList<>(kept());
        files.sort(Comparator.comparing(KeptElfFiles::lastUse).reversed());
        long used = 0;
        for (Path file : files) {
            used += Files.size(file);
            if (used > budget) {
                Files.deleteIfExists(file);
                String name = name(file);
                Files.deleteIfExists(root.resolve(name.substring(0, name.length() - SUFFIX.length()) + ORIGIN));
            }
        }
    }

    private List<Path> kept() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var files = Files.list(root)) {
            return files.filter(file -> KEPT.matcher(name(file)).matches()).toList();
        }
    }

    private void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }

    private static FileTime lastUse(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private static void pack(Path file, Path copy) throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = new DeflaterOutputStream(Files.newOutputStream(copy), deflater, 64 * 1024)) {
            in.transferTo(out);
        } finally {
            deflater.end();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
