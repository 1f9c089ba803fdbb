package dev.aegis.espctl.publish;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.skills.AgentSkill;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes the files with which espctl is published for AI clients.
public final class ExportRelease {
    private final Context context;

    public ExportRelease(Context context) {
        this.context = context;
    }

    /// Writes a folder with the marketplace file and the plugin.
    ///
    /// @return the files, in the order in which they were written
    public List<Path> plugin(Path folder, List<AgentSkill> skills) {
        Path into = context.resolve(folder).normalize();
        Map<Path, String> files = PluginFolder.files(skills, context.version());
        return written(into, () -> {
            for (Map.Entry<Path, String> file : files.entrySet()) {
                Path path = into.resolve(file.getKey());
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                Files.writeString(path, file.getValue());
            }
            return files.keySet().stream().map(into::resolve).toList();
        });
    }

    /// Writes a `.mcpb` bundle.
    ///
    /// @param program a folder with `bin/espctl` and all that it needs
    public Path bundle(Path file, Path program) {
        Path into = context.resolve(file).normalize();
        return written(into, () -> {
            McpBundle.write(into, context.resolve(program).normalize(), context.version());
            return into;
        });
    }

    /// Returns the text of `server.json`.
    ///
    /// @param name in the MCP registry
    /// @param bundle the bundle on this computer
    /// @param url the address of the published bundle
    public String registryEntry(String name, Path bundle, String url) {
        Path file = context.resolve(bundle).normalize();
        try {
            return RegistryEntry.text(name, file, url, context.version());
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.USAGE,
                    "bundle_unreadable",
                    "cannot read " + file + ": " + IoReason.of(broken),
                    "make it first: espctl mcp export bundle",
                    broken);
        }
    }

    private static <T> T written(Path into, Writing<T> writing) {
        try {
            return writing.run();
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "export_failed",
                    "cannot write " + into + ": " + IoReason.of(broken),
                    "choose another folder",
                    broken);
        }
    }

    private interface Writing<T> {
        T run() throws IOException;
    }
}
