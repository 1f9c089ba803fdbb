package dev.aegis.mcp.tool;

import dev.aegis.mcp.call.Client;
import java.util.List;
import java.util.Locale;

/// How tool names are written in the list. A call may use either spelling.
public enum ToolSpelling {
    /// Dots, but underscores for clients that are known to fail on dots.
    AUTO,
    DOTTED,
    UNDERSCORE;

    /// The first letters of the names of clients that drop all tools or stop if one name has a dot. `claude-ai` is
    /// Claude Desktop; `copilot` is the CLI and the JetBrains plug-in.
    private static final List<String> WITHOUT_DOTS =
            List.of("claude-ai", "claude desktop", "codex", "copilot", "github-copilot", "github copilot", "mcporter");

    public String spell(Tool tool, Client client) {
        return switch (this) {
            case DOTTED -> tool.name();
            case UNDERSCORE -> underscored(tool.name());
            case AUTO -> failsOnDots(client) ? underscored(tool.name()) : tool.name();
        };
    }

    /// Returns a name with underscores in place of dots.
    public static String underscored(String name) {
        return name.replace('.', '_');
    }

    private static boolean failsOnDots(Client client) {
        String name = client.name().toLowerCase(Locale.ROOT);
        return WITHOUT_DOTS.stream().anyMatch(name::startsWith);
    }
}
