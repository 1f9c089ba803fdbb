package dev.aegis.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.session.ProjectFile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One installed version in the manifest.
///
/// In `path_entries` and in the values of `environment`, `${IDF}` is replaced by the path of the tree and `${STORE}` by
/// the path of the store, as builds see them.
///
/// @param version such as `v5.3.1`
/// @param path the ESP-IDF tree, relative to the store
/// @param isDefault whether builds that name no version use it; `default` in the file
/// @param targets chips that it can build for
/// @param tools the tools that builds need besides the tree
/// @param pathEntries directories before `/usr/bin` in `PATH`, in this order
/// @param environment further variables
/// @param sha256 tree digest of `path`
/// @param commitHash the commit of the ESP-IDF sources, if known
public record StoreEntry(
        String version,
        String path,
        @JsonProperty("default") boolean isDefault,
        List<String> targets,
        List<StoreTool> tools,
        List<String> pathEntries,
        Map<String, String> environment,
        Digest sha256,
        @Nullable String commitHash) {
    public StoreEntry {
        Required.text("version", version, 64);
        ProjectFile.checkPath(path);
        targets = Required.list(targets);
        tools = Required.list(tools);
        pathEntries = Required.list(pathEntries);
        environment = environment == null ? Map.of() : Map.copyOf(environment);
        Required.field("sha256", sha256);
    }

    /// Everything that a build of this version reads, relative to the store.
    List<String> directories() {
        return Stream.concat(Stream.of(path), tools.stream().map(StoreTool::path))
                .filter(Objects::nonNull)
                .toList();
    }

    StoreEntry withDefault(boolean value) {
        return new StoreEntry(version, path, value, targets, tools, pathEntries, environment, sha256, commitHash);
    }
}
