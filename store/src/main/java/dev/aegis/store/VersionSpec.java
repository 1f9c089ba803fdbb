package dev.aegis.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The operator's description of a version to install. The store adds paths and checksums. The file is JSON with the
/// names of the manifest (`default`, `path_entries`, ...).
///
/// @param version such as `v5.3.1`
/// @param isDefault whether builds that name no version use it; `default` in the file
/// @param targets chips that it can build for
/// @param tools the tools that builds need besides the tree
/// @param pathEntries see `StoreEntry`
/// @param environment see `StoreEntry`
/// @param commitHash the commit of the sources, if known
public record VersionSpec(
        String version,
        @JsonProperty("default") boolean isDefault,
        List<String> targets,
        List<ToolSpec> tools,
        List<String> pathEntries,
        Map<String, String> environment,
        @Nullable String commitHash) {
    public VersionSpec {
        Required.text("version", version, 64);
        targets = Required.list(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("version " + version + " must name at least one target");
        }
        tools = Required.list(tools);
        pathEntries = Required.list(pathEntries);
        environment = environment == null ? Map.of() : Map.copyOf(environment);
    }

    /// @param source the tool's folder, which is copied into the store; absent for a tool of the
    /// operating system
    public record ToolSpec(
            String name, String version, @Nullable String source) {}

    /// @throws StoreException if the file cannot be read or is invalid
    public static VersionSpec read(Path file) {
        try {
            return WireJson.readStrict(Files.readAllBytes(file), VersionSpec.class);
        } catch (IOException unreadable) {
            throw unusable(file, IoReason.of(unreadable), unreadable);
        } catch (WireException wrong) {
            throw unusable(file, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static StoreException unusable(Path file, String reason, Exception cause) {
        return new StoreException(
                "bad_entry",
                "the description of a version in " + file + " cannot be used: " + reason,
                "compare it with docs/operating.md",
                cause);
    }
}
