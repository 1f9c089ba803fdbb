package dev.aegis.store;

import dev.aegis.protocol.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts versions into a store and takes them out. A tree is copied beside its place and renamed into
/// it, and the manifest is replaced last: whatever interrupts an installation, nobody sees half of it.
/// One provisioner at a time.
public final class StoreProvisioner {
    private final Store store;

    public StoreProvisioner(Store store) {
        this.store = store;
    }

    /// @param changed false when the same content was installed already
    public record Installed(StoreEntry entry, boolean changed) {}

    /// What `verify` found out about one version. `problems` is empty when all is well.
    public record Verified(String version, List<String> problems) {}

    /// Installs `source`, an ESP-IDF tree, as `spec` describes it. The same content twice changes
    /// nothing.
    public Installed install(Path source, VersionSpec spec) {
        Names.of(spec.version());
        if (!Files.isDirectory(source)) {
            throw new StoreException(
                    "install_failed", "there is no directory " + source + " to install from", "check the path");
        }
        return alone("installing " + spec.version(), () -> {
            sweep();
            return installAlone(source, spec);
        });
    }

    public List<StoreEntry> list() {
        return store.versions();
    }

    /// Holds what is on disk against the manifest's checksums.
    public List<Verified> verify() {
        return store.versions().stream().map(this::verify).toList();
    }

    /// Takes a version out of the manifest at once, then waits until no build reads it, and deletes it.
    public void remove(String version) {
        StoreEntry entry = store.manifest().find(version).orElseThrow(() -> Store.noSuchVersion(version));
        alone("removing " + version, () -> {
            ManifestFile.write(store.root(), store.manifest().without(version));
            return entry;
        });
        try {
            store.leases().exclusively(entry, () -> discard(entry));
        } catch (IOException broken) {
            throw failed("removing " + version, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Installed installAlone(Path source, VersionSpec spec) throws IOException {
        Digest digest = TreeDigest.of(source);
        List<StoreTool> tools = installTools(spec.tools());
        Optional<StoreEntry> before = store.manifest().find(spec.version());
        Path place = Path.of("versions", spec.version() + "-" + digest.hex().substring(0, 12));
        StoreEntry entry = new StoreEntry(
                spec.version(),
                place.toString(),
                spec.isDefault(),
                spec.targets(),
                tools,
                spec.pathEntries(),
                spec.environment(),
                digest,
                spec.commitHash());
        if (before.filter(entry::equals).isPresent()
                && Files.isDirectory(store.root().resolve(place))) {
            return new Installed(entry, false);
        }
        place(source, place, digest);
        makeLockFile(entry);
        ManifestFile.write(store.root(), store.manifest().with(entry));
        sweep();
        return new Installed(entry, true);
    }

    private List<StoreTool> installTools(List<VersionSpec.ToolSpec> specs) throws IOException {
        List<StoreTool> tools = new ArrayList<>();
        for (VersionSpec.ToolSpec spec : specs) {
            tools.add(installTool(spec, spec.source()));
        }
        return tools;
    }

    private StoreTool installTool(VersionSpec.ToolSpec spec, @Nullable String source) throws IOException {
        if (source == null) {
            return new StoreTool(spec.name(), spec.version(), null, null);
        }
        Digest digest = TreeDigest.of(Path.of(source));
        Path place = Path.of("tools", Names.of(spec.name()), Names.of(spec.version()));
        place(Path.of(source), place, digest);
        return new StoreTool(spec.name(), spec.version(), place.toString(), digest);
    }

    private void place(Path source, Path place, Digest digest) throws IOException {
        Path target = store.root().resolve(place);
        if (Files.isDirectory(target) && TreeDigest.of(target).equals(digest)) {
            return;
        }
        TreeCopy.remove(target);
        Files.createDirectories(target.resolveSibling("."));
        makeParentsReadable(place);
        Path partial = Files.createTempDirectory(store.root(), ".partial-");
        try {
            Path copy = partial.resolve("tree");
            TreeCopy.copy(source, copy);
            if (!TreeDigest.of(copy).equals(digest)) {
                throw new IOException(source + " changed while it was copied");
            }
            Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            TreeCopy.remove(partial);
        }
    }

    private void makeParentsReadable(Path place) throws IOException {
        for (Path parent = place.getParent(); parent != null; parent = parent.getParent()) {
            TreeCopy.makeReadable(store.root().resolve(parent));
        }
    }

    private void makeLockFile(StoreEntry entry) throws IOException {
        Path file = store.leases().fileFor(entry);
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
            TreeCopy.makeReadable(directory);
        }
        if (!Files.exists(file)) {
            TreeCopy.makeReadable(Files.createFile(file));
        }
    }

    private void discard(StoreEntry entry) {
        try {
            TreeCopy.remove(store.root().resolve(entry.path()));
            for (StoreTool tool : entry.tools()) {
                if (tool.path() != null && !isUsed(tool)) {
                    TreeCopy.remove(store.root().resolve(tool.path()));
                }
            }
        } catch (IOException broken) {
            throw failed("deleting " + entry.path(), broken);
        }
    }

    private boolean isUsed(StoreTool tool) {
        return store.versions().stream()
                .flatMap(entry -> entry.tools().stream())
                .anyMatch(other -> tool.path() != null && tool.path().equals(other.path()));
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
            problems.add(what + " at " + place + " is unreadable: " + broken.getMessage());
        }
    }

    /// What an interrupted installation left, and trees that no entry names any more and no build
    /// reads.
    private void sweep() throws IOException {
        for (Path path : children(store.root())) {
            String name = String.valueOf(path.getFileName());
            if (name.startsWith(".partial-") || name.startsWith(".manifest")) {
                TreeCopy.remove(path);
            }
        }
        List<String> named = store.versions().stream().map(StoreEntry::path).toList();
        for (Path tree : children(store.root().resolve("versions"))) {
            if (!named.contains(store.root().relativize(tree).toString())
                    && store.leases().isFree(tree)) {
                TreeCopy.remove(tree);
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
                throw new StoreException(
                        "install_failed",
                        what + ": another process is changing the store at " + store.root(),
                        "wait for it to end and try again");
            }
            return step.run();
        } catch (IOException | UncheckedIOException broken) {
            throw failed(what, broken);
        }
    }

    private static StoreException failed(String what, Exception broken) {
        return new StoreException(
                "install_failed", what + ": " + broken.getMessage(), "check the disk and who owns the store", broken);
    }

    private interface Step<T> {
        T run() throws IOException;
    }
}
