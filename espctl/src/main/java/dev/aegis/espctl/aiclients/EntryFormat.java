package dev.aegis.espctl.aiclients;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The form in which an AI client stores an MCP server.
public enum EntryFormat {
    /// `mcpServers` with a working folder.
    SERVERS("mcpServers"),
    /// `mcpServers` without a working folder: the client must be started in the project.
    SERVERS_HERE("mcpServers"),
    /// `mcpServers` below `tools`.
    SERVERS_OF_TOOLS("tools.mcpServers"),
    /// `mcpServers` with the tools that may be used.
    COPILOT("mcpServers"),
    CODEX("mcp_servers"),
    /// `mcp` with the command as a list.
    LOCAL("mcp"),
    YAML("mcpServers"),
    YAML_UNDERSCORE("mcp_servers"),
    CRUSH("mcp"),
    VSCODE("servers"),
    ZED("context_servers"),
    /// A command to run; the client has no settings file to edit.
    COMMAND("");

    /// Names from the top, separated by dots.
    private final String root;

    EntryFormat(String root) {
        this.root = root;
    }

    /// Returns the path of the entry in the settings file.
    public List<String> path() {
        return List.of((root + ".espctl").split("\\."));
    }

    /// Returns the fields of the entry. They contain no secret.
    ///
    /// @param command the program, then its arguments
    public Map<String, Object> entry(List<String> command) {
        Map<String, Object> entry = new LinkedHashMap<>();
        switch (this) {
            case LOCAL -> {
                entry.put("type", "local");
                entry.put("command", List.copyOf(command));
                entry.put("enabled", true);
                return entry;
            }
            case VSCODE, CRUSH -> entry.put("type", "stdio");
            case COPILOT -> entry.put("type", "local");
            case SERVERS, SERVERS_HERE, SERVERS_OF_TOOLS, CODEX, YAML, YAML_UNDERSCORE, ZED, COMMAND -> {}
        }
        entry.put("command", command.getFirst());
        entry.put("args", new ArrayList<>(command.subList(1, command.size())));
        if (this == COPILOT) {
            entry.put("tools", List.of("*"));
        }
        return entry;
    }
}
