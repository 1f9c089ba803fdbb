package dev.aegis.store;

import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.IdfVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The installed ESP-IDF versions of a machine (`ESPCTL_STORE_ROOT`). Every call reads the manifest, so that a newly
/// installed version is available without a restart.
public final class Store {
    static final String MANIFEST = "manifest.json";

    private final Path root;
    private final LeaseLocks leases;

    private Store(Path root) {
        this.root = root;
        this.leases = new LeaseLocks(root);
    }

    /// @throws StoreException if there is no store, or its manifest cannot be used
    public static Store open(Path root) {
        if (!Files.isDirectory(root)) {
            throw missing(root, Files.exists(root) ? "it is not a directory" : "the directory is missing");
        }
        if (!Files.isReadable(root) || !Files.isExecutable(root)) {
            throw unreadable(root, "the directory is unreadable for this user");
        }
        if (!Files.exists(root.resolve(MANIFEST))) {
            throw missing(root, "the directory has no " + MANIFEST);
        }
        Store store = new Store(root.toAbsolutePath().normalize());
        store.manifest();
        return store;
    }

    /// Creates an empty store if there is none, and opens it.
    public static Store create(Path root) {
        try {
            Files.createDirectories(root);
            if (!Files.exists(root.resolve(MANIFEST))) {
                ManifestFile.write(root, StoreManifest.EMPTY);
            }
        } catch (IOException broken) {
            throw new StoreException(
                    "install_failed",
                    "cannot create a store at " + root + ": " + IoReason.of(broken),
                    "check who owns the directory, and its disk",
                    broken);
        }
        return open(root);
    }

    public Path root() {
        return root;
    }

    /// Returns every installed version, in order of installation.
    public List<StoreEntry> versions() {
        return manifest().versions();
    }

    /// Returns the versions as the protocol describes them, for the registration and `Welcome`.
    public List<IdfVersion> offered() {
        StoreManifest manifest = manifest();
        Optional<StoreEntry> chosen = manifest.defaultEntry();
        return manifest.versions().stream()
                .map(entry -> new IdfVersion(
                        entry.version(),
                        entry.targets(),
                        chosen.filter(entry::equals).isPresent()))
                .toList();
    }

    /// @param version null for the default
    public Resolution resolve(@Nullable String version, String target) {
        StoreManifest manifest = manifest();
        Optional<StoreEntry> found = version == null ? manifest.defaultEntry() : manifest.find(version);
        if (found.isEmpty()) {
            return new Resolution.NoSuchVersion(
                    version == null ? "(default)" : version,
                    manifest.versions().stream().map(StoreEntry::version).toList());
        }
        StoreEntry entry = found.get();
        if (!entry.targets().contains(target)) {
            return new Resolution.NoSuchTarget(entry.version(), target, entry.targets());
        }
        return new Resolution.Resolved(entry, root.resolve(entry.path()), version == null);
    }

    /// Keeps a version and its tools from being removed or replaced until the lease is closed.
    ///
    /// @throws StoreException if they were removed since `resolve`
    public StoreLease lease(Resolution.Resolved resolved) {
        StoreLease lease = leases.read(resolved.entry());
        try {
            requireInstalled(resolved.entry());
            return lease;
        } catch (StoreException gone) {
            lease.close();
            throw gone;
        }
    }

    private void requireInstalled(StoreEntry entry) {
        boolean complete = entry.directories().stream().map(root::resolve).allMatch(Files::isDirectory);
        if (!complete || manifest().find(entry.version()).isEmpty()) {
            throw new StoreException(
                    "version_missing",
                    "ESP-IDF " + entry.version() + " was removed from this machine's store or replaced",
                    "build again");
        }
    }

    LeaseLocks leases() {
        return leases;
    }

    StoreManifest manifest() {
        Path file = root.resolve(MANIFEST);
        try {
            return WireJson.readStrict(Files.readAllBytes(file), StoreManifest.class);
        } catch (IOException broken) {
            throw unreadable(root, MANIFEST + " is unreadable: " + IoReason.of(broken));
        } catch (WireException corrupt) {
            throw new StoreException(
                    "manifest_corrupt",
                    "the store's " + file + " is damaged: " + corrupt.getMessage(),
                    "restore it, or provision the store again",
                    corrupt);
        }
    }

    static StoreException noSuchVersion(String version) {
        return new StoreException(
                "version_missing",
                "the store has no version " + version,
                "for the installed versions, run: aegis-agent store list");
    }

    private static StoreException missing(Path root, String reason) {
        return new StoreException(
                "store_missing",
                "cannot find store at " + root + ": " + reason,
                "set ESPCTL_STORE_ROOT to the store, or run: aegis-agent store provision --from DIR");
    }

    private static StoreException unreadable(Path root, String reason) {
        return new StoreException(
                "store_unreadable",
                "cannot find store at " + root + ": " + reason,
                "give the agent's user read access to the store");
    }
}
