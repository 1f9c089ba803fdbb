package dev.aegis.espctl.tasks;

import dev.aegis.protocol.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Files of earlier builds by digest, compressed: a later build overwrites `build/`, and a crash of the earlier one
/// must
/// still be decoded. The files are copies. Those of the oldest tasks are removed first when the budget is exceeded.
public final class KeptFiles {
    /// The limit of compressed bytes.
    static final long BUDGET = 1024L * 1024 * 1024;

    private static final long DISK_RESERVE = 128L * 1024 * 1024;
    private static final String SUFFIX = ".z";

    /// Another process may have kept a file a moment ago, for a task that is not written down yet.
    private static final Duration YOUNG = Duration.ofHours(1);

    private final Path root;
    private final long budget;
    private final Clock clock;

    /// @param stateFolder espctl's own
    /// @param budget bytes
    public KeptFiles(Path stateFolder, long budget, Clock clock) {
        this.root = stateFolder.resolve("kept");
        this.budget = budget;
        this.clock = clock;
    }

    /// Keeps a file; cheap when the same content is kept already.
    ///
    /// @return whether it is new
    /// @throws IOException when it cannot be kept, or is not what the digest says
    public boolean keep(Digest digest, Path file) throws IOException {
        Path place = place(digest);
        if (Files.exists(place)) {
            Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
            return false;
        }
        makeRoot();
        long room = Files.getFileStore(root).getUsableSpace() - Files.size(file);
        if (room < DISK_RESERVE) {
            throw new IOException("the disk with " + root + " is nearly full");
        }
        Path copy = Files.createTempFile(root, "new", ".part");
        try {
            if (!pack(file, copy).equals(digest)) {
                throw new IOException(file + " has changed since it came");
            }
            Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /// An empty file for a download; `prune` removes it if it is left behind.
    public Path incoming() throws IOException {
        makeRoot();
        return Files.createTempFile(root, "new", ".part");
    }

    private void makeRoot() throws IOException {
        Files.createDirectories(
                root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /// @param most bytes that the content may have
    /// @return empty when it is not kept, or damaged
    public Optional<byte[]> read(Digest digest, int most) {
        try (InputStream in = new InflaterInputStream(Files.newInputStream(place(digest)))) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            byte[] piece = new byte[64 * 1024];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                if (content.size() + n > most) {
                    return Optional.empty();
                }
                content.write(piece, 0, n);
            }
            byte[] whole = content.toByteArray();
            return Digest.of(whole).equals(digest) ? Optional.of(whole) : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /// Removes files of no task, and files of the oldest tasks beyond the budget.
    ///
    /// @param tasks what each task has left, the newest task first
    public void prune(List<List<Digest>> tasks) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        Set<String> wanted = wanted(tasks);
        FileTime young = FileTime.from(clock.instant().minus(YOUNG));
        try (var files = Files.list(root)) {
            for (Path file : files.toList()) {
                if (!wanted.contains(String.valueOf(file.getFileName()))
                        && Files.getLastModifiedTime(file).compareTo(young) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Set<String> wanted(List<List<Digest>> tasks) throws IOException {
        Set<String> wanted = new HashSet<>();
        long used = 0;
        for (List<Digest> task : tasks) {
            for (Digest digest : task) {
                Path place = place(digest);
                if (!wanted.contains(digest.hex() + SUFFIX) && Files.exists(place)) {
                    used += Files.size(place);
                    if (used > budget) {
                        return wanted;
                    }
                    wanted.add(digest.hex() + SUFFIX);
                }
            }
        }
        return wanted;
    }

    private static Digest pack(Path file, Path copy) throws IOException {
        MessageDigest sha256 = Digest.start();
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED);
                InputStream in = Files.newInputStream(file);
                OutputStream out = new DeflaterOutputStream(Files.newOutputStream(copy), deflater, 64 * 1024)) {
            byte[] piece = new byte[64 * 1024];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                sha256.update(piece, 0, n);
                out.write(piece, 0, n);
            }
        }
        return Digest.finish(sha256.digest());
    }

    private Path place(Digest digest) {
        return root.resolve(digest.hex() + SUFFIX);
    }
}
