package dev.aegis.espctl.project;

import dev.aegis.protocol.session.ProjectFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Walks a project without following links. Rejects what a build machine would reject, before anything is sent.
final class Scanner {
    /// The rule for the build folder of a local build with another name, such as `cmake-build-debug`.
    static final String MADE_BY_CMAKE = "built in: a folder with CMakeCache.txt";

    private final Path root;
    private final IgnoreRules rules;
    private final Set<String> leaveOut;
    private final FileCollector files;
    private final BesideScanner beside;
    private final LinkRules links;

    /// @param leaveOut paths that are not sent, regardless of the rules
    /// @param beside walks the sources outside the project
    Scanner(Path root, IgnoreRules rules, Set<String> leaveOut, FileCollector files, BesideScanner beside)
            throws IOException {
        this.root = root;
        this.rules = rules;
        this.leaveOut = Set.copyOf(leaveOut);
        this.files = files;
        this.beside = beside;
        this.links = new LinkRules(root, beside);
    }

    Snapshot scan() throws IOException {
        walk(root, "", false);
        return files.snapshot(beside.scan());
    }

    /// @param onlyIncluded whether this is an ignored folder, of which only files that match `include` are sent
    private void walk(Path folder, String prefix, boolean onlyIncluded) throws IOException {
        files.folder(folder);
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
        String rule = ruleFor(entry, lossy, directory, onlyIncluded);
        if (rule != null) {
            boolean below = directory && rules.mayIncludeBelow(lossy);
            if (below) {
                walk(entry, lossy + "/", true);
            } else if (!onlyIncluded) {
                files.ignore(FileCollector.printable(lossy) + (directory ? "/" : ""), rule);
            }
            return;
        }
        String path = FileCollector.checkedPath(entry, prefix);
        if (directory) {
            walk(entry, path + "/", false);
        } else if (attributes.isSymbolicLink()) {
            files.link(entry, path, links.target(entry, path));
        } else if (attributes.isRegularFile()) {
            files.file(entry, path, attributes);
        } else {
            files.ignore(path, "not a file, folder or link");
        }
    }

    private @Nullable String ruleFor(Path entry, String path, boolean directory, boolean onlyIncluded) {
        if (leaveOut.contains(path)) {
            return "made for another chip";
        }
        if (onlyIncluded) {
            return rules.isIncluded(path, directory) ? null : "in an ignored folder";
        }
        String rule = rules.ignoredBy(path, directory);
        boolean made = rule == null && directory && !rules.isIncluded(path, true) && isMadeByCMake(entry);
        return made ? MADE_BY_CMAKE : rule;
    }

    static boolean isMadeByCMake(Path folder) {
        return Files.exists(folder.resolve("CMakeCache.txt"));
    }

    /// Returns a file from another place that is sent under this path.
    static ProjectFile plainFile(Path file, String path) throws IOException {
        return ProjectFile.file(path, Files.size(file), FileCollector.digest(file, path), false);
    }
}
