package dev.aegis.espctl.aiclients;

import java.nio.file.Path;
import java.util.List;

/// The project of this MCP server and the command that starts it, for resources and snippets.
///
/// @param folder the project's folder
/// @param espctl the command that starts espctl: the program, then its arguments
public record ProjectFacts(Path folder, List<String> espctl) {
    public ProjectFacts {
        espctl = List.copyOf(espctl);
    }
}
