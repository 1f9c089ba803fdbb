package dev.aegis.mcp.tool;

import java.util.Optional;

/// Leaves tools out, such as those that change something on a read-only server.
@FunctionalInterface
public interface ToolFilter {
    ToolFilter NONE = _ -> Optional.empty();

    /// Returns why the tool is not offered, or nothing if it is. A client that calls the tool anyway gets this
    /// reason.
    Optional<String> hides(Tool tool);
}
