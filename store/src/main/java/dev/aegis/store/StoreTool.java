package dev.aegis.store;

import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.session.ProjectFile;
import org.jspecify.annotations.Nullable;

/// One tool of a version, such as a compiler.
///
/// @param name such as `riscv32-esp-elf`
/// @param version as the tool reports it
/// @param path the tool's folder, relative to the store; absent for a tool of the operating system
/// under `/usr`
/// @param sha256 tree digest of the folder; absent with `path`
public record StoreTool(
        String name,
        String version,
        @Nullable String path,
        @Nullable Digest sha256) {
    public StoreTool {
        Required.text("name", name, 64);
        Required.text("version", version, 64);
        if (path != null) {
            ProjectFile.checkPath(path);
        }
        if ((path == null) != (sha256 == null)) {
            throw new IllegalArgumentException("the tool " + name + " must have both a path and a sha256, or neither");
        }
    }

    /// Returns the tool's folder as builds see it, relative to `${STORE}`: without the digest that ends the name of its
    /// directory, so that a description of a version can name it. Null without `path`.
    public @Nullable String placeInBuild() {
        if (path == null || sha256 == null) {
            return null;
        }
        String ending = suffix(sha256);
        return path.endsWith(ending) ? path.substring(0, path.length() - ending.length()) : path;
    }

    /// The end of the name of a directory with this content.
    static String suffix(Digest sha256) {
        return "-" + sha256.hex().substring(0, 12);
    }
}
