package dev.aegis.mcp.tool;

import dev.aegis.mcp.call.Client;
import java.util.List;
import java.util.Locale;

/// How tool names are written in the list. On call, every spelling is accepted.
public enum ToolSpelling {
    /// Dots, but underscores for clients that are known to choke on dots.
    AUTO,
    DOTTED,
    UNDERSCORE;

    /// What these clients call themselves begins so. They drop every tool, or refuse to go on, over one dot:
    /// `claude-ai` is Claude Desktop, and `copilot` covers the CLI and the JetBrains plug-in.
    private static final List<String> WITHOUT_DOTS =
            List.of("claude-ai", "claude desktop", "codex", "copilot", "github-copilot", "github copilot", "mcporter");

    public String spell(Tool tool, Client client) {
        return switch (this) {
            case DOTTED -> tool.name();
            case UNDERSCORE -> underscored(tool.name());
            case AUTO -> chokesOnDots(client) ? underscored(tool.name()) : tool.name();
        };
    }

    /// Returns a name with underscores in place of dots.
    public static String underscored(String name) {
        return name.replace('.', '_');
    }

    private static boolean chokesOnDots(Client client) {
        String name = client.name().toLowerCase(Locale.ROOT);
        return WITHOUT_DOTS.stream().anyMatch(name::startsWith);
    }
}
