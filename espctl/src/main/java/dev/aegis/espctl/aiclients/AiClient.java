package dev.aegis.espctl.aiclients;

import org.jspecify.annotations.Nullable;

/// One AI client.
///
/// @param name as in `install://NAME` and `espctl mcp install NAME`
/// @param title as people know it
/// @param where its file, or what to run, for people
/// @param shape how an entry is written
/// @param inHome its file for all projects, relative to the user's home; absent when it has none that is known
/// @param inProject its file for one project, relative to that
/// @param fromAnywhere whether it starts servers outside of the project, so that the entry must name it
public record AiClient(
        String name,
        String title,
        String where,
        Shape shape,
        @Nullable String inHome,
        @Nullable String inProject,
        boolean fromAnywhere) {
    AiClient(
            String name, String title, String where, Shape shape, @Nullable String inHome, @Nullable String inProject) {
        this(name, title, where, shape, inHome, inProject, false);
    }
}
