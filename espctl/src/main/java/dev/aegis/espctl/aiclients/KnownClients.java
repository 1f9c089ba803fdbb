package dev.aegis.espctl.aiclients;

import java.util.List;

/// The known AI clients, from their documentation. The formats for Claude Code and Codex were also checked with files
/// that these programs wrote.
public final class KnownClients {
    private static final List<AiClient> ALL = List.of(
            new AiClient(
                    "claude-code",
                    "Claude Code",
                    "~/.claude.json, or .mcp.json in the project",
                    EntryFormat.SERVERS,
                    ".claude.json",
                    ".mcp.json"),
            new AiClient(
                    "claude-desktop",
                    "Claude Desktop",
                    "claude_desktop_config.json: ~/.config/Claude (Linux), ~/Library/Application Support/Claude (macOS),"
                            + " %APPDATA%\\Claude (Windows); it inherits no shell environment",
                    EntryFormat.SERVERS,
                    ".config/Claude/claude_desktop_config.json",
                    null,
                    true),
            new AiClient(
                    "cursor",
                    "Cursor",
                    "~/.cursor/mcp.json or .cursor/mcp.json",
                    EntryFormat.SERVERS,
                    ".cursor/mcp.json",
                    ".cursor/mcp.json"),
            new AiClient(
                    "codex",
                    "Codex CLI",
                    "~/.codex/config.toml or .codex/config.toml",
                    EntryFormat.CODEX,
                    ".codex/config.toml",
                    ".codex/config.toml"),
            new AiClient(
                    "opencode",
                    "OpenCode",
                    "opencode.json or ~/.config/opencode/opencode.json",
                    EntryFormat.LOCAL,
                    ".config/opencode/opencode.json",
                    "opencode.json"),
            new AiClient(
                    "deepseek-tui",
                    "DeepSeek TUI",
                    "~/.deepseek/mcp.json",
                    EntryFormat.SERVERS_HERE,
                    ".deepseek/mcp.json",
                    null),
            new AiClient(
                    "deep-code",
                    "Deep Code",
                    "~/.deepcode/settings.json",
                    EntryFormat.SERVERS_HERE,
                    ".deepcode/settings.json",
                    null),
            new AiClient(
                    "reasonix",
                    "Reasonix",
                    "~/.reasonix/config.json or <project>/.reasonix/config.json",
                    EntryFormat.SERVERS_HERE,
                    ".reasonix/config.json",
                    ".reasonix/config.json"),
            new AiClient(
                    "astrbot",
                    "AstrBot",
                    "<ASTRBOT_ROOT>/data/mcp_server.json; ASTRBOT_MCP_STDIO_ALLOWED_COMMANDS must include the command",
                    EntryFormat.SERVERS_HERE,
                    null,
                    null,
                    true),
            new AiClient(
                    "nanobot",
                    "nanobot",
                    "nanobot.yaml or the folder given to nanobot run",
                    EntryFormat.YAML,
                    null,
                    "nanobot.yaml"),
            new AiClient(
                    "kilo-code",
                    "Kilo Code",
                    "~/.config/kilo/kilo.json, ./kilo.json or ./.kilo/kilo.json",
                    EntryFormat.LOCAL,
                    ".config/kilo/kilo.json",
                    ".kilo/kilo.json"),
            new AiClient(
                    "hermes",
                    "Hermes",
                    "~/.hermes/config.yaml, then /reload-mcp",
                    EntryFormat.YAML_UNDERSCORE,
                    ".hermes/config.yaml",
                    null),
            new AiClient(
                    "crush",
                    "Crush",
                    "./crush.json or ~/.config/crush/crush.json",
                    EntryFormat.CRUSH,
                    ".config/crush/crush.json",
                    "crush.json"),
            new AiClient(
                    "openclaw", "OpenClaw", "by its own command, openclaw mcp set", EntryFormat.COMMAND, null, null),
            new AiClient(
                    "github-copilot",
                    "GitHub Copilot in VS Code",
                    ".vscode/mcp.json",
                    EntryFormat.VSCODE,
                    null,
                    ".vscode/mcp.json"),
            new AiClient(
                    "workbuddy",
                    "WorkBuddy",
                    "~/.codebuddy/mcp.json, UTF-8 without BOM",
                    EntryFormat.SERVERS_HERE,
                    ".codebuddy/mcp.json",
                    null));

    private KnownClients() {}

    public static List<AiClient> all() {
        return ALL;
    }

    public static List<String> names() {
        return ALL.stream().map(AiClient::name).toList();
    }

    /// @throws IllegalArgumentException if no client has that name
    public static AiClient named(String name) {
        return ALL.stream()
                .filter(client -> client.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no client " + name));
    }
}
