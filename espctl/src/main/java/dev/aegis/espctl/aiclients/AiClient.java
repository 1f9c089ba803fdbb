package dev.aegis.espctl.aiclients;

import org.jspecify.annotations.Nullable;

/// An AI client: a program that starts MCP servers, such as Claude Code.
///
/// @param name as in `install://NAME` and `espctl mcp install NAME`
/// @param title the client's own name
/// @param where its settings file or the command to run, as text for the user
/// @param shape the form of an entry in its settings
/// @param inHome its settings file for all projects, relative to the home folder; null if none is known
/// @param inProject its settings file for one project, relative to the project
/// @param fromAnywhere whether it starts servers outside the project, so that the entry must name the project
public record AiClient(
        String name,
        String title,
        String where,
        EntryFormat shape,
        @Nullable String inHome,
        @Nullable String inProject,
        boolean fromAnywhere) {
    AiClient(
            String name,
            String title,
            String where,
            EntryFormat shape,
            @Nullable String inHome,
            @Nullable String inProject) {
        this(name, title, where, shape, inHome, inProject, false);
    }
}
