package dev.aegis.agent.workspace;

import java.nio.file.Path;
import java.util.OptionalInt;

/// @param root directory of all workspaces; one agent at a time
/// @param fileOwner uid that builds run as, if it is not the agent's
/// @param reserveBytes free space below which nothing new is taken in
public record WorkspaceSettings(Path root, OptionalInt fileOwner, long reserveBytes) {}
