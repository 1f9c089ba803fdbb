package dev.aegis.agent.intake;

import dev.aegis.agent.workspace.Workspace;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/// Every path that syncs wrote into a workspace. Builds created all other paths; syncs do not touch them.
///
/// @param files by path
public record ProjectIndex(Map<String, KnownFile> files) {
    private static final String NAME = "index.json";

    public ProjectIndex {
        files = files == null ? Map.of() : Map.copyOf(files);
    }

    /// Returns the index of the last sync; empty if there was none.
    public static ProjectIndex load(Workspace workspace) {
        Path file = workspace.notes().resolve(NAME);
        if (!Files.exists(file)) {
            return new ProjectIndex(Map.of());
        }
        try {
            return WireJson.read(Files.readAllBytes(file), ProjectIndex.class);
        } catch (IOException | WireException damaged) {
            // Without the index every file is compared by its content, and none is removed.
            return new ProjectIndex(Map.of());
        }
    }

    void save(Workspace workspace) {
        Path file = workspace.notes().resolve(NAME);
        Path next = workspace.notes().resolve(NAME + ".next");
        try {
            Files.write(next, WireJson.bytes(new ProjectIndex(new TreeMap<>(files))));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw WorkspaceException.of("noting what was synced", broken);
        }
    }
}
