package dev.aegis.agent.intake;

import dev.aegis.agent.workspace.Workspace;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Every path that syncs wrote into a workspace. Builds created all other paths; syncs do not touch them.
///
/// @param files by path
/// @param project the digest of the client's list of files; absent while a sync writes, and in an older agent's index
public record ProjectIndex(
        Map<String, KnownFile> files, @Nullable Digest project) {
    private static final String NAME = "index.json";
    private static final ProjectIndex EMPTY = new ProjectIndex(Map.of(), null);

    public ProjectIndex {
        files = files == null ? Map.of() : Map.copyOf(files);
    }

    /// Returns the index of the last sync; empty if there was none.
    public static ProjectIndex load(Workspace workspace) {
        Path file = workspace.notes().resolve(NAME);
        if (!Files.exists(file)) {
            return EMPTY;
        }
        try {
            return WireJson.read(Files.readAllBytes(file), ProjectIndex.class);
        } catch (IOException | WireException damaged) {
            // Without the index every file is compared by its content, and none is removed.
            return EMPTY;
        }
    }

    void save(Workspace workspace) {
        Path file = workspace.notes().resolve(NAME);
        Path next = workspace.notes().resolve(NAME + ".next");
        try {
            Files.write(next, WireJson.bytes(new ProjectIndex(new TreeMap<>(files), project)));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw WorkspaceException.of("noting what was synced", broken);
        }
    }
}
