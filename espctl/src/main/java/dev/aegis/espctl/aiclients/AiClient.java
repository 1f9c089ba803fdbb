package dev.aegis.espctl.aiclients;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An AI client: a program that starts MCP servers, such as Claude Code.
///
/// @param name as in `install://NAME` and `espctl mcp install NAME`
/// @param title the client's own name
/// @param where its settings file or the command to run, as text for the user
/// @param shape the form of an entry in its settings
/// @param inHome its settings files for all projects, relative to the home folder: the one to create, then the others
///     that it reads; empty if none is known
/// @param inProject the same for one project, relative to the project
/// @param fromAnywhere whether it starts servers outside the project, so that the entry must name the project
public record AiClient(
        String name,
        String title,
        String where,
        EntryFormat shape,
        List<String> inHome,
        List<String> inProject,
        boolean fromAnywhere) {
    public AiClient {
        inHome = List.copyOf(inHome);
        inProject = List.copyOf(inProject);
    }

    AiClient(String name, String title, String where, EntryFormat shape, List<String> inHome, List<String> inProject) {
        this(name, title, where, shape, inHome, inProject, false);
    }

    /// Returns the file to write: the first that exists, because a new one could hide it, else the one to create.
    static Optional<Path> chosen(List<Path> files) {
        return files.stream()
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .or(() -> files.stream().findFirst());
    }
}
