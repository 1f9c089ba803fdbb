package dev.aegis.espctl.aiclients;

import dev.aegis.espctl.failure.ShellWord;
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
                + " plan-only mode.\n\n" + snippet(client) + "\n";
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(facts.espctl());
        command.addAll(List.of("mcp", "serve"));
        return command;
    }

    private String snippet(AiClient client) {
        List<String> command = command();
        if (client.fromAnywhere()) {
            command.addAll(List.of("--project", facts.folder().toString()));
        }
        EntryFormat shape = client.shape();
        JsonObject entry = JsonObject.EMPTY;
        for (Map.Entry<String, Object> field : shape.entry(command).entrySet()) {
            entry = entry.with(field.getKey(), field.getValue());
        }
        if ((shape == EntryFormat.SERVERS || shape == EntryFormat.CODEX) && !client.fromAnywhere()) {
            entry = entry.with("cwd", facts.folder().toString());
        }
        entry = entry.with(
                shape == EntryFormat.LOCAL ? "environment" : "env",
                JsonObject.of("CONTROL_BASE_URL", SERVER, "MCP_AUTH_SECRET", KEY));
        return switch (shape) {
            case CODEX -> toml(shape.path(), entry);
            case YAML, YAML_UNDERSCORE -> yaml(shape.path(), entry);
            case COMMAND -> "openclaw mcp set espctl " + ShellWord.of(entry.toString());
            case CRUSH ->
                pretty(JsonObject.of("$schema", "https://charm.land/crush.json")
                        .merge(nested(shape.path(), entry.with("timeout", 120).with("disabled", false))));
            case SERVERS, SERVERS_HERE, SERVERS_OF_TOOLS, COPILOT, LOCAL, VSCODE, ZED ->
                pretty(nested(shape.path(), entry));
        };
    }

    private static JsonObject nested(List<String> path, JsonObject entry) {
        JsonObject nested = entry;
        for (String name : path.reversed()) {
            nested = JsonObject.of(name, nested);
        }
        return nested;
    }

    /// Codex reads the variables most reliably from a table of their own.
    private static String toml(List<String> path, JsonObject entry) {
        String table = String.join(".", path);
        StringBuilder text = new StringBuilder("[" + table + "]\n");
        entry.fields().forEach((name, value) -> {
            if (value instanceof JsonObject variables) {
                text.append("\n[").append(table).append('.').append(name).append("]\n");
                variables.fields().forEach((variable, is) -> text.append(variable + " = " + is + "\n"));
            } else {
                text.append(name + " = " + value + "\n");
            }
        });
        return text.toString().strip();
    }

    /// JSON is valid YAML.
    private static String yaml(List<String> path, JsonObject entry) {
        StringBuilder text = new StringBuilder(path.getFirst() + ":\n  " + path.getLast() + ":\n");
        entry.fields().forEach((name, value) -> {
            if (value instanceof JsonObject variables) {
                text.append("    ").append(name).append(":\n");
                variables.fields().forEach((variable, is) -> text.append("      " + variable + ": " + is + "\n"));
            } else {
                text.append("    " + name + ": " + value + "\n");
            }
        });
        return text.toString().strip();
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
