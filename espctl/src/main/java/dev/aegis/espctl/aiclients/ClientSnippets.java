package dev.aegis.espctl.aiclients;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonArray;
import dev.aegis.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Instructions for each known AI client: its settings file and the entry for espctl, with the real command.
public final class ClientSnippets {
    private static final String SERVER = "https://build.example.org";
    private static final String KEY = "YOUR-ACCESS-KEY";

    private final ProjectFacts facts;

    public ClientSnippets(ProjectFacts facts) {
        this.facts = facts;
    }

    public List<String> names() {
        return KnownClients.all().stream().map(AiClient::name).toList();
    }

    public String title(String name) {
        return KnownClients.named(name).title();
    }

    /// Returns the list of the clients with their settings files.
    public String clients() {
        return "Ready-made settings, one resource for each client:\n"
                + KnownClients.all().stream()
                        .map(client -> "- install://" + client.name() + ": " + client.title() + ", " + client.where())
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    /// Returns the command that starts the server, on one line.
    public String commandLine() {
        return String.join(" ", command());
    }

    public String text(String name) {
        AiClient client = KnownClients.named(name);
        return client.title() + ": " + client.where() + "\nLeave both variables of env out after espctl login, or for"
                + " plan-only mode.\n\n" + snippet(client.shape()) + "\n";
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(facts.espctl());
        command.addAll(List.of("mcp", "serve"));
        return command;
    }

    private String snippet(EntryFormat shape) {
        String program = command().getFirst();
        List<String> arguments = command().subList(1, command().size());
        JsonObject environment = JsonObject.of("CONTROL_BASE_URL", SERVER, "MCP_AUTH_SECRET", KEY);
        JsonObject plain = JsonObject.of("command", program, "args", arguments);
        return switch (shape) {
            case SERVERS ->
                pretty(JsonObject.of(
                        "mcpServers",
                        JsonObject.of(
                                "espctl",
                                plain.with("cwd", facts.folder().toString()).with("env", environment))));
            case SERVERS_HERE ->
                pretty(JsonObject.of("mcpServers", JsonObject.of("espctl", plain.with("env", environment))));
            case VSCODE ->
                pretty(JsonObject.of(
                        "servers",
                        JsonObject.of(
                                "espctl",
                                JsonObject.of("type", "stdio").merge(plain).with("env", environment))));
            case CRUSH ->
                pretty(JsonObject.of(
                        "$schema",
                        "https://charm.land/crush.json",
                        "mcp",
                        JsonObject.of(
                                "espctl",
                                JsonObject.of("type", "stdio")
                                        .merge(plain)
                                        .with("env", environment)
                                        .with("timeout", 120)
                                        .with("disabled", false))));
            case LOCAL ->
                pretty(JsonObject.of(
                        "mcp",
                        JsonObject.of(
                                "espctl",
                                JsonObject.of(
                                        "type",
                                        "local",
                                        "command",
                                        command(),
                                        "enabled",
                                        true,
                                        "environment",
                                        environment))));
            case CODEX ->
                "[mcp_servers.espctl]\ncommand = " + Json.of(program) + "\nargs = " + Json.of(arguments) + "\ncwd = "
                        + Json.of(facts.folder().toString())
                        + "\n\n[mcp_servers.espctl.env]\nCONTROL_BASE_URL = \"" + SERVER
                        + "\"\nMCP_AUTH_SECRET = \"" + KEY + "\"";
            case YAML -> yaml("mcpServers", program, arguments);
            case YAML_UNDERSCORE -> yaml("mcp_servers", program, arguments);
            case COMMAND ->
                "openclaw mcp set espctl '"
                        + plain.with("env", environment).toString().replace("'", "'\\''") + "'";
        };
    }

    /// JSON is valid YAML.
    private static String yaml(String root, String program, List<String> arguments) {
        return root + ":\n  espctl:\n    command: " + Json.of(program) + "\n    args: " + Json.of(arguments)
                + "\n    env:\n      CONTROL_BASE_URL: \"" + SERVER + "\"\n      MCP_AUTH_SECRET: \"" + KEY + "\"";
    }

    private static String pretty(JsonObject json) {
        return pretty(json, "");
    }

    private static String pretty(Json json, String indent) {
        String deeper = indent + "  ";
        if (json instanceof JsonObject object && !object.isEmpty()) {
            return object.fields().entrySet().stream()
                    .map((Map.Entry<String, Json> field) ->
                            deeper + Json.of(field.getKey()) + ": " + pretty(field.getValue(), deeper))
                    .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
        }
        if (json instanceof JsonArray array) {
            return array.stream().map(Json::toString).collect(Collectors.joining(", ", "[", "]"));
        }
        return json.toString();
    }
}
