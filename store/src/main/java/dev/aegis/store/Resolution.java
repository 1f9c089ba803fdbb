package dev.aegis.store;

import java.nio.file.Path;
import java.util.List;

/// What the store has for a wanted version and target.
public sealed interface Resolution {
    /// @param entry the manifest's description
    /// @param tree the ESP-IDF tree on this machine
    /// @param chosenByDefault no version was asked for
    record Resolved(StoreEntry entry, Path tree, boolean chosenByDefault) implements Resolution {}

    /// @param wanted the version that was asked for; `(default)` when none was and the store is empty
    /// @param available the versions that are there
    record NoSuchVersion(String wanted, List<String> available) implements Resolution {
        public String message() {
            return available.isEmpty()
                    ? "this machine's store has no ESP-IDF version installed"
                    : "this machine's store has no ESP-IDF " + wanted + "; it has " + String.join(", ", available);
        }
    }

    /// @param version the version that was found
    /// @param wanted the target that was asked for
    /// @param available the targets of that version
    record NoSuchTarget(String version, String wanted, List<String> available) implements Resolution {
        public String message() {
            return "ESP-IDF " + version + " of this machine does not build for " + wanted + "; it builds for "
                    + String.join(", ", available);
        }
    }
}
