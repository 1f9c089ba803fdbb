package dev.aegis.espctl.project;

import dev.aegis.espctl.outside.FolderIgnoreRules;
import dev.aegis.espctl.outside.OutsideFinder;
import dev.aegis.espctl.outside.OutsideSources;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.session.ProjectFile;
import dev.aegis.protocol.session.ProjectPlace;
import dev.aegis.protocol.session.SandboxPaths;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Walks the folders outside the project that its build needs, each with its own ignore rules. A link in them that
/// leads out of them is followed like one of the project.
final class BesideScanner {
    private final Path project;
    private final OutsideFinder finder;
    private final FileCollector files;
    private final Map<String, SourcesBeside.Folder> folders = new LinkedHashMap<>();

    BesideScanner(Path project, OutsideFinder finder, FileCollector files) {
        this.project = project;
        this.finder = finder;
        this.files = files;
        finder.find();
    }

    /// Returns the target of a link as it is sent, and follows it.
    ///
    /// @throws dev.aegis.espctl.failure.Failure when its target may not be sent
    String follow(Path link) throws IOException {
        Path target = OutsideFinder.target(link);
        finder.link(link, target);
        Path folder = Objects.requireNonNull(link.getParent(), "a link lies in a folder");
        return OutsideFinder.linkText(folder, target);
    }

    /// Walks what was found, and what its links lead to.
    SourcesBeside scan() throws IOException {
        Set<Path> done = new HashSet<>();
        OutsideSources sources = finder.sources();
        while (done.size() < sources.paths().size()) {
            for (Path path : sources.paths()) {
                if (!done.contains(path)) {
                    take(path, done);
                    done.add(path);
                }
            }
            sources = finder.sources();
        }
        for (Map.Entry<Path, String> link : sources.links().entrySet()) {
            Path at = link.getKey();
            files.link(at, prefix(Objects.requireNonNull(at.getParent())) + at.getFileName(), link.getValue());
        }
        ProjectPlace place = place(sources);
        nameLinks(place);
        return new SourcesBeside(List.copyOf(folders.values()), place, sources.notes());
    }

    private void take(Path path, Set<Path> done) throws IOException {
        int count = files.count();
        long bytes = files.bytes();
        String shown = project.relativize(path).toString();
        String rule = finder.excludedBy(path);
        if (rule != null) {
            files.ignore(shown, rule);
        } else if (Files.isDirectory(path)) {
            // Sent with a folder above it, whose rules count too. One that those rules exclude is asked for here.
            if (files.hasBelow(shown) && isBelow(path, done)) {
                return;
            }
            walk(path, FolderIgnoreRules.of(path));
        } else if (!files.has(shown)) {
            // A watch sees a change of the file in its folder.
            files.folder(Objects.requireNonNull(path.getParent(), "a file lies in a folder"));
            visit(path);
        }
        if (files.count() > count) {
            folders.put(shown, new SourcesBeside.Folder(shown, files.count() - count, files.bytes() - bytes));
        }
    }

    private static boolean isBelow(Path path, Set<Path> folders) {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (folders.contains(above)) {
                return true;
            }
        }
        return false;
    }

    private void walk(Path folder, FolderIgnoreRules rules) throws IOException {
        files.folder(folder);
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        }
        entries.sort(Comparator.naturalOrder());
        for (Path entry : entries) {
            boolean directory = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
            String excluded = finder.excludedBy(entry);
            String rule = excluded != null ? excluded : rules.ignoredBy(entry, directory);
            if (rule == null && directory && Scanner.isMadeByCMake(entry)) {
                rule = Scanner.MADE_BY_CMAKE;
            }
            if (rule != null) {
                files.ignore(
                        prefix(folder)
                                + FileCollector.printable(String.valueOf(entry.getFileName()))
                                + (directory ? "/" : ""),
                        rule);
            } else if (directory) {
                FileCollector.checkedPath(entry, prefix(folder));
                if (!entry.equals(project)) {
                    walk(entry, rules.in(entry));
                }
            } else {
                visit(entry);
            }
        }
    }

    private void visit(Path entry) throws IOException {
        Path folder = Objects.requireNonNull(entry.getParent(), "an entry lies in a folder");
        String path = FileCollector.checkedPath(entry, prefix(folder));
        PosixFileAttributes attributes =
                Files.readAttributes(entry, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            link(entry, path);
        } else if (attributes.isRegularFile()) {
            files.file(entry, path, attributes);
        } else {
            files.ignore(path, "not a file, folder or link");
        }
    }

    /// A broken link, or one that leads above what can be reached, is of no use to a build.
    private void link(Path entry, String path) throws IOException {
        try {
            files.link(entry, path, follow(entry));
        } catch (IllegalArgumentException tooFar) {
            files.ignore(path, "leads too far");
        }
    }

    private String prefix(Path folder) {
        return project.relativize(folder) + "/";
    }

    private @Nullable ProjectPlace place(OutsideSources sources) {
        List<String> parents = new ArrayList<>();
        for (Path component : sources.components()) {
            int level = project.getNameCount() - component.getNameCount();
            while (parents.size() < level) {
                parents.add(SandboxPaths.NAME);
            }
            parents.set(level - 1, String.valueOf(component.getFileName()));
        }
        return parents.isEmpty() && sources.environment().isEmpty()
                ? null
                : new ProjectPlace(parents, sources.environment());
    }

    /// Sends a link for each folder above the project, so that a path that leads up and down again by its name, such as
    /// `../../apps/sensor`, leads to it.
    private void nameLinks(@Nullable ProjectPlace place) {
        int highest = Math.min(
                Limits.LEVELS_ABOVE,
                files.paths().stream().mapToInt(ProjectFile::levelsAbove).max().orElse(0));
        Path at = project;
        for (int level = 1; level <= highest; level++) {
            Path parent = Objects.requireNonNull(at.getParent(), "the project lies below");
            String target =
                    level == 1 || place == null || level - 1 > place.parents().size()
                            ? SandboxPaths.NAME
                            : place.parents().get(level - 2);
            String name = String.valueOf(at.getFileName());
            if (!name.equals(target)) {
                files.link(at, "../".repeat(level) + name, target);
            }
            at = parent;
        }
    }
}
