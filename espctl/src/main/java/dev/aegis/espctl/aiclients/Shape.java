package dev.aegis.espctl.aiclients;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a client writes an MCP server down.
public enum Shape {
    /// `mcpServers` with a working folder.
    SERVERS("mcpServers"),
    /// `mcpServers` without one: start the client in the project.
    SERVERS_HERE("mcpServers"),
    CODEX("mcp_servers"),
    /// `mcp` with the command as a list.
    LOCAL("mcp"),
    YAML("mcpServers"),
    YAML_UNDERSCORE("mcp_servers"),
    CRUSH("mcp"),
    VSCODE("servers"),
    /// Something to run, no file.
    COMMAND("");

    private final String root;

    Shape(String root) {
        this.root = root;
    }

    /// Where the entry stands in the client's file.
    public List<String> path() {
        return List.of(root, "espctl");
    }

    /// What the entry must hold, and nothing secret.
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
            case SERVERS, SERVERS_HERE, CODEX, YAML, YAML_UNDERSCORE, COMMAND -> {}
        }
        entry.put("command", command.getFirst());
        entry.put("args", new ArrayList<>(command.subList(1, command.size())));
        return entry;
    }
}
