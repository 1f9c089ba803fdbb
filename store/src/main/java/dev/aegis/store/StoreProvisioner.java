package dev.aegis.store;

import dev.aegis.protocol.Digest;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Installs and removes versions. A tree is copied beside its place and renamed into it, and the manifest is replaced
/// last, so that an interrupted installation is never seen. One change at a time, also between processes.
public final class StoreProvisioner {
    private static final String PARTIAL = ".partial-";

    private final Store store;

    public StoreProvisioner(Store store) {
        this.store = store;
    }

    /// @param changed false if the same content was installed already
    public record Installed(StoreEntry entry, boolean changed) {}

    /// The result of `verify` for one version.
    ///
    /// @param problems empty if the version is undamaged
    public record Verified(String version, List<String> problems) {}

    /// Installs `source`, an ESP-IDF tree, as `spec` describes it. Changes nothing if the same content is installed and
    /// undamaged.
    public Installed install(Path source, VersionSpec spec) {
        Names.of(spec.version());
        if (!Files.isDirectory(source)) {
            throw new StoreException(
                    "install_failed", "cannot install from " + source + ": it is not a directory", "check the path");
        }
        return alone("installing " + spec.version(), () -> {
            sweep();
            return installAlone(source, spec);
        });
    }

    /// Compares the installed trees with the checksums of the manifest.
    public List<Verified> verify() {
        return store.versions().stream().map(this::verify).toList();
    }

    /// Removes a version from the manifest at once. Waits until no build reads its tree, then deletes what no other
    /// version uses.
    public void remove(String version) {
        StoreEntry entry = store.manifest().find(version).orElseThrow(() -> Store.noSuchVersion(version));
        String removing = "removing " + version;
        alone(removing, () -> {
            ManifestFile.write(store.root(), store.manifest().without(version));
            return entry;
        });
        try {
            store.leases().exclusively(entry.path(), () -> {});
        } catch (IOException broken) {
            throw failed(removing, broken);
        } catch (InterruptedException stopped) {
            // The next change of the store deletes the tree.
            Thread.currentThread().interrupt();
            return;
        }
        alone(removing, () -> {
            sweep();
            return entry;
        });
    }

    private Installed installAlone(Path source, VersionSpec spec) throws IOException {
        Digest digest = TreeDigest.of(source);
        boolean changed = false;
        List<StoreTool> tools = new ArrayList<>();
        for (VersionSpec.ToolSpec tool : spec.tools()) {
            StoreTool installed = describe(tool);
            changed |= tool.source() != null && place(Path.of(tool.source()), installed.path(), installed.sha256());
            tools.add(installed);
        }
        StoreEntry entry = new StoreEntry(
                spec.version(),
                "versions/" + spec.version() + StoreTool.suffix(digest),
                spec.isDefault(),
                spec.targets(),
                tools,
                spec.pathEntries(),
                spec.environment(),
                digest,
                spec.commitHash());
        changed |= place(source, entry.path(), digest);
        if (store.manifest().find(spec.version()).filter(entry::equals).isEmpty()) {
            ManifestFile.write(store.root(), store.manifest().with(entry));
            changed = true;
        }
        sweep();
        return new Installed(entry, changed);
    }

    private static StoreTool describe(VersionSpec.ToolSpec spec) throws IOException {
        if (spec.source() == null) {
            return new StoreTool(spec.name(), spec.version(), null, null);
        }
        Digest digest = TreeDigest.of(Path.of(spec.source()));
        String place = "tools/" + Names.of(spec.name()) + "/" + Names.of(spec.version()) + StoreTool.suffix(digest);
        return new StoreTool(spec.name(), spec.version(), place, digest);
    }

    /// Copies a tree to its place, unless an undamaged copy is there. Replaces a damaged copy when no build reads it.
    ///
    /// @return whether it was copied
    private boolean place(Path source, @Nullable String place, @Nullable Digest digest) throws IOException {
        if (place == null || digest == null) {
            return false;
        }
        Path target = store.root().resolve(place);
        store.leases().prepare(place);
        if (Files.isDirectory(target) && TreeDigest.of(target).equals(digest)) {
            return false;
        }
        Files.createDirectories(target.resolveSibling("."));
        makeParentsReadable(Path.of(place));
        Path partial = Files.createTempDirectory(store.root(), PARTIAL);
        try {
            Path copy = partial.resolve("tree");
            TreeCopy.copy(source, copy);
            if (!TreeDigest.of(copy).equals(digest)) {
                throw new IOException(source + " changed while it was copied");
            }
            store.leases().exclusively(place, () -> {
                TreeCopy.remove(target);
                Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
            });
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while builds read " + target, stopped);
        } finally {
            TreeCopy.remove(partial);
        }
    }

    private void makeParentsReadable(Path place) throws IOException {
        for (Path parent = place.getParent(); parent != null; parent = parent.getParent()) {
            TreeCopy.makeReadable(store.root().resolve(parent));
        }
    }

    private Verified verify(StoreEntry entry) {
        List<String> problems = new ArrayList<>();
        check(problems, "the tree", entry.path(), entry.sha256());
        for (StoreTool tool : entry.tools()) {
            if (tool.path() != null && tool.sha256() != null) {
                check(problems, "the tool " + tool.name(), tool.path(), tool.sha256());
            }
        }
        return new Verified(entry.version(), problems);
    }

    private void check(List<String> problems, String what, String path, Digest expected) {
        Path place = store.root().resolve(path);
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            problems.add(what + " is missing at " + place);
            return;
        }
        try {
            Digest found = TreeDigest.of(place);
            if (!found.equals(expected)) {
                problems.add(what + " at " + place + " has the checksum " + found + ", the manifest says " + expected);
            }
        } catch (IOException broken) {
            problems.add(what + " at " + place + " is unreadable: " + IoReason.of(broken));
        }
    }

    /// Deletes the leftovers of interrupted changes, and trees and tools that no entry names and no build reads.
    private void sweep() throws IOException {
        for (Path path : children(store.root())) {
            String name = String.valueOf(path.getFileName());
            if (name.startsWith(PARTIAL) || name.startsWith(".manifest")) {
                TreeCopy.remove(path);
            }
        }
        Set<String> named = store.versions().stream()
                .flatMap(entry -> entry.directories().stream())
                .collect(Collectors.toSet());
        List<Path> installed = new ArrayList<>(children(store.root().resolve("versions")));
        for (Path tool : children(store.root().resolve("tools"))) {
            installed.addAll(children(tool));
        }
        for (Path tree : installed) {
            String place = store.root().relativize(tree).toString();
            if (!named.contains(place)) {
                store.leases().ifFree(place, () -> TreeCopy.remove(tree));
            }
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> listing = Files.list(directory)) {
            return listing.toList();
        }
    }

    private <T> T alone(String what, Step<T> step) {
        try (FileChannel channel = FileChannel.open(
                        store.root().resolve(".provisioning"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw busy(what);
            }
            return step.run();
        } catch (OverlappingFileLockException sameProcess) {
            throw busy(what);
        } catch (IOException broken) {
            throw failed(what, broken);
        } catch (UncheckedIOException broken) {
            throw failed(what, Objects.requireNonNull(broken.getCause(), "it wraps one"));
        }
    }

    private StoreException busy(String what) {
        return new StoreException(
                "install_failed",
                what + ": another process is changing the store at " + store.root(),
                "wait until it has ended, then run the command again");
    }

    private static StoreException failed(String what, IOException broken) {
        return new StoreException(
                "install_failed", what + ": " + IoReason.of(broken), "check the disk and who owns the store", broken);
    }

    private interface Step<T> {
        T run() throws IOException;
    }
}
