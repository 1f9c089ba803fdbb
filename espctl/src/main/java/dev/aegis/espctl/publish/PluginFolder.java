package dev.aegis.espctl.publish;

import dev.aegis.espctl.skills.AgentSkill;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A plugin for AI agents in the layout of Claude Code, which Cursor reads too: the MCP server, the skills and a page
/// about them, and beside it the marketplace file that lists the plugin.
final class PluginFolder {
    private PluginFolder() {}

    /// Returns the content of each file by its path in the folder of the marketplace.
    static Map<Path, String> files(List<AgentSkill> skills, String version) {
        Path plugin = Path.of(Listing.NAME);
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(Path.of(".claude-plugin", "marketplace.json"), marketplace(version));
        files.put(plugin.resolve(".claude-plugin").resolve("plugin.json"), plugin(version));
        files.put(plugin.resolve(".mcp.json"), server());
        files.put(plugin.resolve("README.md"), readme());
        skills.forEach(skill ->
                files.put(plugin.resolve("skills").resolve(skill.name()).resolve("SKILL.md"), skill.text()));
        return files;
    }

    private static String marketplace(String version) {
        return """
                {
                  "name": "aegis",
                  "description": "%s",
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
                """.formatted(
                        Listing.DESCRIPTION, Listing.AUTHOR, Listing.NAME, Listing.NAME, Listing.DESCRIPTION, version);
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

    /// Directories of plugins require it, with at least 40 words.
    private static String readme() {
        return """
                # %s

                %s

                The plugin starts `espctl mcp serve` for the project of the session. Its skills tell an agent how to
                build, to read the errors of a build, to flash, to change the configuration, and to operate a server.

                ## Setup

                1. Install `espctl`, so that it is on the PATH.
                2. Get the address of a build server and an access key from its operator, and log in:
                   `espctl login --token KEY --server URL`. Without a login, builds are only planned.
                3. Open a project for ESP-IDF and ask: "Call doctor", then "Build this for the esp32c3".

                Projects are sent to a build machine, and their firmware comes back, over an encrypted connection
                between the two. The build server sees neither.
                """.formatted(Listing.TITLE, Listing.DESCRIPTION);
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
