package dev.aegis.store;

import dev.aegis.protocol.Required;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The file `manifest.json` of a store.
///
/// @param schema the version of the file format
/// @param versions every installed version
record StoreManifest(int schema, List<StoreEntry> versions) {
    static final int SCHEMA = 1;
    static final StoreManifest EMPTY = new StoreManifest(SCHEMA, List.of());

    StoreManifest {
        if (schema != SCHEMA) {
            throw new IllegalArgumentException("schema " + schema + " is unknown; this program reads " + SCHEMA);
        }
        versions = Required.list(versions);
        Set<String> seen = new HashSet<>();
        for (StoreEntry entry : versions) {
            if (!seen.add(entry.version())) {
                throw new IllegalArgumentException("version " + entry.version() + " is listed twice");
            }
        }
    }

    Optional<StoreEntry> find(String version) {
        return versions.stream()
                .filter(entry -> entry.version().equals(version))
                .findFirst();
    }

    /// Returns the entry that is marked as the default, else the one that was installed last.
    Optional<StoreEntry> defaultEntry() {
        return versions.stream()
                .filter(StoreEntry::isDefault)
                .findFirst()
                .or(() -> versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast()));
    }

    /// Returns a manifest in which `entry` replaces the one of the same version. If it is the default, no other entry
    /// is.
    StoreManifest with(StoreEntry entry) {
        List<StoreEntry> changed = new ArrayList<>();
        for (StoreEntry old : versions) {
            if (!old.version().equals(entry.version())) {
                changed.add(entry.isDefault() ? old.withDefault(false) : old);
            }
        }
        changed.add(entry);
        return new StoreManifest(schema, changed);
    }

    StoreManifest without(String version) {
        return new StoreManifest(
                schema,
                versions.stream()
                        .filter(entry -> !entry.version().equals(version))
                        .toList());
    }
}
