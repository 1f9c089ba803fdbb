package dev.aegis.mcp.tool;

import java.util.Optional;

/// Leaves tools out, for instance because the server was started read-only.
@FunctionalInterface
public interface ToolFilter {
    ToolFilter NONE = _ -> Optional.empty();

    /// Why the tool is not offered, to be told to whoever calls it anyway; empty where it is.
    Optional<String> hides(Tool tool);
}
