package dev.aegis.espctl.project;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.IoReason;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.ProjectFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Walks a project without following links. Rejects what a build machine would reject, before anything is sent.
final class Scanner {
    private static final String IGNORE_HINT =
            "rename it, or exclude it: ignore = [\"...\"] under [upload] in " + ProjectSettings.FILE;

    private final Path root;
    private final IgnoreRules rules;
    private final Set<String> leaveOut;
    private final DigestCache cache;
    private final Sizes sizes;
    private final LinkRules links;
    private final List<Snapshot.Scanned> files = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final List<Snapshot.Ignored> ignored = new ArrayList<>();

    /// @param leaveOut paths that are not sent, regardless of the rules
    Scanner(Path root, IgnoreRules rules, Set<String> leaveOut, DigestCache cache, ScanLimits limits)
            throws IOException {
        this.root = root;
        this.rules = rules;
        this.leaveOut = Set.copyOf(leaveOut);
        this.cache = cache;
        this.sizes = new Sizes(limits);
        this.links = new LinkRules(root);
    }

    Snapshot scan() throws IOException {
        walk(root, "", false);
        sizes.check();
        cache.save();
        return new Snapshot(files, ignored, sizes.bytes(), folders);
    }

    /// @param onlyIncluded whether this is an ignored folder, of which only files that match `include` are sent
    private void walk(Path folder, String prefix, boolean onlyIncluded) throws IOException {
        folders.add(folder);
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        }
        entries.sort(Comparator.naturalOrder());
        for (Path entry : entries) {
            PosixFileAttributes attributes =
                    Files.readAttributes(entry, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            visit(entry, prefix, attributes, onlyIncluded);
        }
    }

    private void visit(Path entry, String prefix, PosixFileAttributes attributes, boolean onlyIncluded)
            throws IOException {
        boolean directory = attributes.isDirectory();
        String lossy = prefix + FileNames.utf8(entry).orElseGet(() -> String.valueOf(entry.getFileName()));
        String rule = ruleFor(lossy, directory, onlyIncluded);
        if (rule != null) {
            boolean below = directory && rules.mayIncludeBelow(lossy);
            if (below) {
                walk(entry, lossy + "/", true);
            } else if (!onlyIncluded) {
                ignored.add(new Snapshot.Ignored(printable(lossy) + (directory ? "/" : ""), rule));
            }
            return;
        }
        String path = checkedPath(entry, prefix);
        if (directory) {
            walk(entry, path + "/", false);
        } else if (attributes.isSymbolicLink()) {
            files.add(new Snapshot.Scanned(ProjectFile.link(path, links.target(entry, path)), entry));
            sizes.add(path, 0);
        } else if (attributes.isRegularFile()) {
            sizes.add(path, attributes.size());
            files.add(new Snapshot.Scanned(file(entry, path, attributes), entry));
        } else {
            ignored.add(new Snapshot.Ignored(path, "not a file, folder or link"));
        }
    }

    private @Nullable String ruleFor(String path, boolean directory, boolean onlyIncluded) {
        if (leaveOut.contains(path)) {
            return "made for another chip";
        }
        if (onlyIncluded) {
            return rules.isIncluded(path, directory) ? null : "in an ignored folder";
        }
        return rules.ignoredBy(path, directory);
    }

    private static String checkedPath(Path entry, String prefix) {
        String name = FileNames.utf8(entry)
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        "file_name_refused",
                        "the file name '" + printable(prefix) + FileNames.escaped(entry) + "' is not UTF-8",
                        IGNORE_HINT));
        try {
            ProjectFile.checkPath(prefix + name);
        } catch (IllegalArgumentException refused) {
            throw new Failure(
                    ExitCode.USAGE, "file_name_refused", String.valueOf(refused.getMessage()), IGNORE_HINT, refused);
        }
        return prefix + name;
    }

    private ProjectFile file(Path entry, String path, PosixFileAttributes attributes) throws IOException {
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

    /// Returns a file from another place that is sent under this path.
    static ProjectFile plainFile(Path file, String path) throws IOException {
        return ProjectFile.file(path, Files.size(file), digest(file, path), false);
    }

    private static Digest digest(Path file, String path) {
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
