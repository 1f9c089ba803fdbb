package dev.aegis.espctl.doctor;

import dev.aegis.espctl.aiclients.AiClient;
import dev.aegis.espctl.aiclients.KnownClients;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings files with MCP servers of all known AI clients, in the home folder and in the project.
final class ClientFiles {
    /// Old paths, paths of other operating systems, and alternative names: they are read, never written.
    private static final List<String> ALSO_IN_HOME =
            List.of(".claude/settings.json", "Library/Application Support/Claude/claude_desktop_config.json");

    private static final List<String> ALSO_IN_PROJECT = List.of(".claude/settings.json");

    private ClientFiles() {}

    /// @param install the command that rewrites espctl's entry; null if there is none
    record Found(Path file, @Nullable String install) {}

    /// @return the files that exist
    static List<Found> of(Path home, Path project) {
        Map<Path, Found> files = new LinkedHashMap<>();
        for (AiClient client : KnownClients.all()) {
            String install = "espctl mcp install " + client.name();
            client.inHome().forEach(name -> add(files, home, name, install));
            client.inProject().forEach(name -> add(files, project, name, install + " --in-project"));
        }
        ALSO_IN_HOME.forEach(name -> add(files, home, name, null));
        ALSO_IN_PROJECT.forEach(name -> add(files, project, name, null));
        return List.copyOf(files.values());
    }

    private static void add(Map<Path, Found> files, Path folder, String name, @Nullable String install) {
        Path file = folder.resolve(name).normalize();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            files.putIfAbsent(file, new Found(file, install));
        }
    }
}
