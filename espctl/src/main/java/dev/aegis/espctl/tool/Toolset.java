package dev.aegis.espctl.tool;

import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolHandler;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The groups of tools that `--toolsets` selects. A tool is declared by its group, so that it has both a group and an
/// effect; without a group it would never be listed.
enum Toolset {
    BUILD,
    LOGS,
    FIRMWARE,
    ANALYSIS,
    PROJECT,
    STORE;

    /// Returns the names for `--toolsets`, in the order of the help.
    static List<String> names() {
        return Arrays.stream(values()).map(Toolset::wire).toList();
    }

    /// Declares a tool of this group.
    ///
    /// @param effect whether the tool reads, writes or destroys; `--read-only` and AI clients decide by it
    Tool tool(String name, String title, Purpose purpose, ToolAnnotations effect, ToolHandler handler) {
        return Tool.named(name, title, purpose.text(), handler)
                .annotated(effect)
                .inToolset(wire());
    }

    private String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
