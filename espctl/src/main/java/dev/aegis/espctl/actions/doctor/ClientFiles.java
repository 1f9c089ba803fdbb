package dev.aegis.espctl.actions.doctor;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Where AI clients keep the list of their MCP servers: in the user's home, and in the project.
final class ClientFiles {
    private static final List<String> IN_HOME = List.of(
            ".claude/settings.json",
            ".claude.json",
            ".config/Claude/claude_desktop_config.json",
            "Library/Application Support/Claude/claude_desktop_config.json",
            ".cursor/mcp.json",
            ".codex/config.toml",
            ".config/opencode/opencode.json",
            ".deepseek/mcp.json",
            ".deepcode/settings.json",
            ".reasonix/config.json",
            ".config/kilo/kilo.json",
            ".hermes/config.yaml",
            ".config/crush/crush.json",
            ".codebuddy/mcp.json");

    private static final List<String> IN_PROJECT = List.of(
            ".mcp.json",
            ".claude/settings.json",
            ".cursor/mcp.json",
            ".codex/config.toml",
            "opencode.json",
            ".reasonix/config.json",
            "nanobot.yaml",
            "kilo.json",
            ".kilo/kilo.json",
            "crush.json",
            ".vscode/mcp.json");

    private ClientFiles() {}

    /// @return those that are there
    static List<Path> of(Path home, Path project) {
        List<Path> files = new ArrayList<>();
        Stream.concat(IN_HOME.stream().map(home::resolve), IN_PROJECT.stream().map(project::resolve))
                .map(Path::normalize)
                .distinct()
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .forEach(files::add);
        return files;
    }
}
