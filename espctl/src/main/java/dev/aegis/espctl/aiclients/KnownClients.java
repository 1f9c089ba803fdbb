package dev.aegis.espctl.aiclients;

import java.util.List;

/// The known AI clients, from their documentation of November 2026: the page is named above each. The formats for
/// Claude
/// Code and Codex were also checked with files that these programs wrote.
public final class KnownClients {
    private static final List<String> NONE = List.of();

    private static final List<AiClient> ALL = List.of(
            // code.claude.com/docs/en/mcp
            new AiClient(
                    "claude-code",
                    "Claude Code",
                    "~/.claude.json, or .mcp.json in the project",
                    EntryFormat.SERVERS,
                    List.of(".claude.json"),
                    List.of(".mcp.json")),
            // modelcontextprotocol.io/docs/develop/connect-local-servers
            new AiClient(
                    "claude-desktop",
                    "Claude Desktop",
                    "claude_desktop_config.json: ~/.config/Claude (Linux), ~/Library/Application Support/Claude (macOS),"
                            + " %APPDATA%\\Claude (Windows); it inherits no shell environment",
                    EntryFormat.SERVERS,
                    List.of(".config/Claude/claude_desktop_config.json"),
                    NONE,
                    true),
            // cursor.com/docs/mcp
            new AiClient(
                    "cursor",
                    "Cursor",
                    "~/.cursor/mcp.json or .cursor/mcp.json",
                    EntryFormat.SERVERS,
                    List.of(".cursor/mcp.json"),
                    List.of(".cursor/mcp.json")),
            // developers.openai.com/codex/mcp
            new AiClient(
                    "codex",
                    "Codex CLI",
                    "~/.codex/config.toml, or .codex/config.toml in a project that Codex trusts",
                    EntryFormat.CODEX,
                    List.of(".codex/config.toml"),
                    List.of(".codex/config.toml")),
            // opencode.ai/docs/mcp-servers
            new AiClient(
                    "opencode",
                    "OpenCode",
                    "opencode.json or ~/.config/opencode/opencode.json, also as .jsonc",
                    EntryFormat.LOCAL,
                    List.of(".config/opencode/opencode.json", ".config/opencode/opencode.jsonc"),
                    List.of("opencode.json", "opencode.jsonc")),
            // github.com/Hmbown/CodeWhale, docs/MCP.md: its name since 2026; the old file is read while the new one is
            // absent
            new AiClient(
                    "deepseek-tui",
                    "CodeWhale, formerly DeepSeek TUI",
                    "~/.codewhale/mcp.json, earlier ~/.deepseek/mcp.json; then /mcp reload",
                    EntryFormat.SERVERS_HERE,
                    List.of(".codewhale/mcp.json", ".deepseek/mcp.json"),
                    NONE),
            // github.com/lessweb/deepcode-cli, docs/mcp.md and docs/configuration_en.md
            new AiClient(
                    "deep-code",
                    "Deep Code",
                    "~/.deepcode/settings.json or .deepcode/settings.json",
                    EntryFormat.SERVERS_HERE,
                    List.of(".deepcode/settings.json"),
                    List.of(".deepcode/settings.json")),
            // github.com/esengine/DeepSeek-Reasonix, docs/GUIDE.md: 1.x reads config.json of 0.x too
            new AiClient(
                    "reasonix",
                    "Reasonix",
                    "~/.reasonix/config.json, or .mcp.json in the project; an entry in [[plugins]] of ~/.reasonix/config.toml"
                            + " has priority",
                    EntryFormat.SERVERS_HERE,
                    List.of(".reasonix/config.json"),
                    List.of(".mcp.json")),
            // docs.astrbot.app/use/mcp.html
            new AiClient(
                    "astrbot",
                    "AstrBot",
                    "<ASTRBOT_ROOT>/data/mcp_server.json; ASTRBOT_MCP_STDIO_ALLOWED_COMMANDS must include the command",
                    EntryFormat.SERVERS_HERE,
                    NONE,
                    NONE,
                    true),
            // github.com/nanobot-ai/nanobot
            new AiClient(
                    "nanobot",
                    "nanobot",
                    "nanobot.yaml or the folder given to nanobot run",
                    EntryFormat.YAML,
                    NONE,
                    List.of("nanobot.yaml")),
            // github.com/HKUDS/nanobot, which PyPI has as nanobot-ai
            new AiClient(
                    "nanobot-hkuds",
                    "nanobot of HKUDS",
                    "~/.nanobot/config.json",
                    EntryFormat.SERVERS_OF_TOOLS,
                    List.of(".nanobot/config.json"),
                    NONE,
                    true),
            // kilo.ai/docs/automate/mcp/using-in-kilo-code
            new AiClient(
                    "kilo-code",
                    "Kilo Code",
                    "~/.config/kilo/kilo.json, ./kilo.json or ./.kilo/kilo.json, also as .jsonc",
                    EntryFormat.LOCAL,
                    List.of(".config/kilo/kilo.json", ".config/kilo/kilo.jsonc"),
                    List.of(".kilo/kilo.json", ".kilo/kilo.jsonc", "kilo.json", "kilo.jsonc")),
            // hermes-agent.nousresearch.com/docs/user-guide/features/mcp
            new AiClient(
                    "hermes",
                    "Hermes",
                    "~/.hermes/config.yaml, then /reload-mcp",
                    EntryFormat.YAML_UNDERSCORE,
                    List.of(".hermes/config.yaml"),
                    NONE),
            // github.com/charmbracelet/crush
            new AiClient(
                    "crush",
                    "Crush",
                    "./crush.json, ./.crush.json or ~/.config/crush/crush.json",
                    EntryFormat.CRUSH,
                    List.of(".config/crush/crush.json"),
                    List.of("crush.json", ".crush.json")),
            // docs.openclaw.ai/cli/mcp
            new AiClient(
                    "openclaw", "OpenClaw", "by its own command, openclaw mcp set", EntryFormat.COMMAND, NONE, NONE),
            // code.visualstudio.com/docs/agents/reference/mcp-configuration
            new AiClient(
                    "github-copilot",
                    "GitHub Copilot in VS Code",
                    ".vscode/mcp.json; for all projects the command MCP: Open User Configuration",
                    EntryFormat.VSCODE,
                    NONE,
                    List.of(".vscode/mcp.json")),
            // docs.github.com/en/copilot/how-tos/copilot-cli
            new AiClient(
                    "copilot-cli",
                    "GitHub Copilot CLI",
                    "~/.copilot/mcp-config.json, or .mcp.json in the project",
                    EntryFormat.COPILOT,
                    List.of(".copilot/mcp-config.json"),
                    List.of(".mcp.json")),
            // geminicli.com/docs/tools/mcp-server
            new AiClient(
                    "gemini-cli",
                    "Gemini CLI",
                    "~/.gemini/settings.json or .gemini/settings.json",
                    EntryFormat.SERVERS,
                    List.of(".gemini/settings.json"),
                    List.of(".gemini/settings.json")),
            // qwenlm.github.io/qwen-code-docs
            new AiClient(
                    "qwen-code",
                    "Qwen Code",
                    "~/.qwen/settings.json or .qwen/settings.json",
                    EntryFormat.SERVERS,
                    List.of(".qwen/settings.json"),
                    List.of(".qwen/settings.json")),
            // kiro.dev/docs/mcp/configuration
            new AiClient(
                    "kiro",
                    "Kiro",
                    "~/.kiro/settings/mcp.json or .kiro/settings/mcp.json",
                    EntryFormat.SERVERS_HERE,
                    List.of(".kiro/settings/mcp.json"),
                    List.of(".kiro/settings/mcp.json")),
            // zed.dev/docs/ai/mcp
            new AiClient(
                    "zed",
                    "Zed",
                    "~/.config/zed/settings.json",
                    EntryFormat.ZED,
                    List.of(".config/zed/settings.json"),
                    NONE,
                    true),
            // codebuddy.ai/docs/cli/mcp
            new AiClient(
                    "workbuddy",
                    "WorkBuddy, CodeBuddy Code",
                    "~/.codebuddy/.mcp.json, or .mcp.json in the project, UTF-8 without BOM",
                    EntryFormat.SERVERS_HERE,
                    List.of(".codebuddy/.mcp.json", ".codebuddy/mcp.json"),
                    List.of(".mcp.json")));

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
