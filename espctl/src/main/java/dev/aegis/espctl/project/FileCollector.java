package dev.aegis.espctl.project;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.session.ProjectFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// The files of one scan, each with its digest, within the limits of what can be sent.
final class FileCollector {
    private static final String IGNORE_HINT =
            "rename it, or exclude it: ignore = [\"...\"] under [upload] in " + ProjectSettings.FILE;

    private final DigestCache cache;
    private final Sizes sizes;
    private final List<Snapshot.Scanned> files = new ArrayList<>();
    private final NavigableSet<String> paths = new TreeSet<>();
    private final Set<Path> folders = new LinkedHashSet<>();
    private final List<Snapshot.Ignored> ignored = new ArrayList<>();
    private final List<String> pointers = new ArrayList<>();

    FileCollector(DigestCache cache, ScanLimits limits) {
        this.cache = cache;
        this.sizes = new Sizes(limits);
    }

    void folder(Path folder) {
        folders.add(folder);
    }

    void ignore(String path, String rule) {
        ignored.add(new Snapshot.Ignored(path, rule));
    }

    void link(Path entry, String path, String target) {
        if (paths.add(path)) {
            files.add(new Snapshot.Scanned(ProjectFile.link(path, target), entry));
            sizes.add(path, 0);
        }
    }

    void file(Path entry, String path, PosixFileAttributes attributes) throws IOException {
        if (paths.add(path)) {
            sizes.add(path, attributes.size());
            if (LfsPointer.isOne(entry, attributes.size())) {
                pointers.add(path);
            }
            files.add(new Snapshot.Scanned(read(entry, path, attributes), entry));
        }
    }

    int count() {
        return files.size();
    }

    long bytes() {
        return sizes.bytes();
    }

    /// Returns the paths of all files and links so far.
    Set<String> paths() {
        return paths;
    }

    boolean has(String path) {
        return paths.contains(path);
    }

    /// Whether a file or link below this folder is there already.
    boolean hasBelow(String folder) {
        String first = paths.ceiling(folder + "/");
        return first != null && first.startsWith(folder + "/");
    }

    /// @throws Failure when there is too much, or nothing
    Snapshot snapshot(SourcesBeside beside) {
        sizes.check();
        cache.save();
        SourcesBeside told = pointers.isEmpty() ? beside : beside.with(LfsPointer.note(pointers));
        return new Snapshot(files, ignored, sizes.bytes(), List.copyOf(folders), told);
    }

    /// Returns the path of an entry as it is sent.
    static String checkedPath(Path entry, String prefix) {
        String name = FileNames.utf8(entry)
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        "file_name_refused",
                        "the file name '" + printable(prefix) + FileNames.escaped(entry) + "' is not UTF-8",
                        IGNORE_HINT));
        try {
            ProjectFile.checkSource(prefix + name);
        } catch (IllegalArgumentException refused) {
            throw new Failure(
                    ExitCode.USAGE, "file_name_refused", String.valueOf(refused.getMessage()), IGNORE_HINT, refused);
        }
        return prefix + name;
    }

    private ProjectFile read(Path entry, String path, PosixFileAttributes attributes) throws IOException {
        boolean executable = attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
        // The limit is exceeded: do not read more, the failure names the largest parts.
        if (sizes.isTooMuch()) {
            return ProjectFile.file(path, 0, Digest.of(new byte[0]), executable);
        }
        Digest digest = cache.find(attributes);
        if (digest == null) {
            digest = digest(entry, path);
            cache.remember(attributes, digest);
        }
        return ProjectFile.file(path, attributes.size(), digest, executable);
    }

    static Digest digest(Path file, String path) {
        MessageDigest sha256 = Digest.start();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = new byte[64 * 1024];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                sha256.update(piece, 0, n);
            }
        } catch (IOException unreadable) {
            throw new Failure(
                    ExitCode.USAGE,
                    "file_unreadable",
                    "cannot read " + path + ": " + IoReason.of(unreadable),
                    "make it readable, or exclude it with [upload] ignore in " + ProjectSettings.FILE,
                    unreadable);
        }
        return Digest.finish(sha256.digest());
    }

    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
