package dev.aegis.espctl.publish;

import dev.aegis.espctl.skills.AgentSkill;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A plugin for AI agents in the layout of Claude Code, which Cursor reads too: the MCP server and the skills, and
/// beside
/// it the marketplace file that lists the plugin.
final class PluginFolder {
    private PluginFolder() {}

    /// Returns the content of each file by its path in the folder of the marketplace.
    static Map<Path, String> files(List<AgentSkill> skills, String version) {
        Path plugin = Path.of(Listing.NAME);
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(Path.of(".claude-plugin", "marketplace.json"), marketplace(version));
        files.put(plugin.resolve(".claude-plugin").resolve("plugin.json"), plugin(version));
        files.put(plugin.resolve(".mcp.json"), server());
        skills.forEach(skill ->
                files.put(plugin.resolve("skills").resolve(skill.name()).resolve("SKILL.md"), skill.text()));
        return files;
    }

    private static String marketplace(String version) {
        return """
                {
                  "name": "aegis",
                  "owner": {"name": "%s"},
                  "plugins": [
                    {
                      "name": "%s",
                      "source": "./%s",
                      "description": "%s",
                      "version": "%s"
                    }
                  ]
                }
                """.formatted(Listing.AUTHOR, Listing.NAME, Listing.NAME, Listing.DESCRIPTION, version);
    }

    private static String plugin(String version) {
        return """
                {
                  "name": "%s",
                  "version": "%s",
                  "description": "%s",
                  "author": {"name": "%s"},
                  "license": "%s"
                }
                """.formatted(Listing.NAME, version, Listing.DESCRIPTION, Listing.AUTHOR, Listing.LICENSE);
    }

    /// The program is found on the PATH of the user who installs the plugin.
    private static String server() {
        return """
                {
                  "mcpServers": {
                    "%s": {"command": "%s", "args": ["mcp", "serve"]}
                  }
                }
                """.formatted(Listing.NAME, Listing.NAME);
    }
}
