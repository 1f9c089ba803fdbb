package dev.aegis.store;

import java.nio.file.Path;
import java.util.List;

/// The result of looking up a version and target in the store.
public sealed interface Resolution {
    /// @param entry the manifest's description
    /// @param tree the ESP-IDF tree on this machine
    /// @param chosenByDefault whether no version was requested
    record Resolved(StoreEntry entry, Path tree, boolean chosenByDefault) implements Resolution {}

    /// @param wanted the requested version; `(default)` if none was requested and the store is empty
    /// @param available the installed versions
    record NoSuchVersion(String wanted, List<String> available) implements Resolution {
        public String message() {
            return available.isEmpty()
                    ? "this machine's store has no ESP-IDF version installed"
                    : "this machine's store has no ESP-IDF " + wanted + "; it has " + String.join(", ", available);
        }
    }

    /// @param version the version that was found
    /// @param wanted the requested target
    /// @param available the targets of that version
    record NoSuchTarget(String version, String wanted, List<String> available) implements Resolution {
        public String message() {
            return "ESP-IDF " + version + " of this machine does not build for " + wanted + "; it builds for "
                    + String.join(", ", available);
        }
    }
}
