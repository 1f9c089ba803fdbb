package dev.aegis.espctl.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the entries for espctl from the settings file of an AI client and ignores everything else in it.
final class ClientConfig {
    private static final long MOST_BYTES = 8L * 1024 * 1024;
    private static final int DEEPEST = 8;
    /// AI clients accept comments and trailing commas.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private static final Pattern YAML_NAME = Pattern.compile("(\\s+)([\\w.-]*espctl[\\w.-]*)\\s*:\\s*");
    private static final Pattern YAML_FIELD = Pattern.compile("(\\s+)(command|args|cwd)\\s*:\\s*(\\S.*)");

    private final List<ClientEntry> entries = new ArrayList<>();

    private ClientConfig() {}

    /// The file is not valid JSON, TOML or YAML.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String reason) {
            super(reason);
        }
    }

    /// @return the entries for espctl; may be empty
    static List<ClientEntry> read(Path file) throws IOException, Malformed {
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
            return List.of();
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        if (!text.contains("espctl")) {
            return List.of();
        }
        if (text.startsWith("\ufeff")) {
            throw new Malformed("it begins with a byte order mark");
        }
        ClientConfig config = new ClientConfig();
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".yaml")) {
            config.readYaml(text.lines().toList());
        } else {
            config.walk(json(name.endsWith(".toml") ? toml(text) : text), "", DEEPEST);
        }
        return List.copyOf(config.entries);
    }

    private static String toml(String text) throws Malformed {
        TomlParseResult parsed = Toml.parse(text);
        if (parsed.hasErrors()) {
            TomlPosition at = parsed.errors().getFirst().position();
            throw new Malformed("line " + at.line() + ", column " + at.column() + " is not valid TOML");
        }
        return parsed.toJson();
    }

    private static JsonNode json(String text) throws Malformed {
        try {
            return JSON.readTree(text);
        } catch (JacksonException broken) {
            throw new Malformed(
                    "it is not valid JSON in line " + broken.getLocation().getLineNr());
        }
    }

    private void walk(JsonNode node, String name, int depth) {
        if (depth == 0 || !node.isObject()) {
            return;
        }
        JsonNode command = node.get("command");
        if (command != null && (command.isString() || command.isArray())) {
            List<String> words = new ArrayList<>(words(command));
            words.addAll(words(node.path("args")));
            add(name, new ClientEntry(words, node.path("cwd").asString(null)));
        }
        node.properties().forEach(field -> walk(field.getValue(), field.getKey(), depth - 1));
    }

    private static List<String> words(JsonNode node) {
        if (node.isString()) {
            return List.of(node.asString());
        }
        List<String> words = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(word -> words.add(word.asString("")));
        }
        return words;
    }

    private void add(String name, ClientEntry entry) {
        if (entry.isOurs(name)) {
            entries.add(entry);
        }
    }

    /// Reads the part of YAML that the documentation of the AI clients uses: `command`, `args` as a list in brackets,
    /// `cwd`.
    private void readYaml(List<String> lines) throws Malformed {
        for (int i = 0; i < lines.size(); i++) {
            Matcher name = YAML_NAME.matcher(lines.get(i));
            if (name.matches()) {
                readYamlEntry(name.group(2), name.group(1).length(), lines.subList(i + 1, lines.size()));
            }
        }
    }

    private void readYamlEntry(String name, int indent, List<String> lines) throws Malformed {
        List<String> command = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        String folder = null;
        for (String line : lines) {
            if (!line.isBlank() && line.length() - line.stripLeading().length() <= indent) {
                break;
            }
            Matcher field = YAML_FIELD.matcher(line);
            if (field.matches()) {
                String value = field.group(3).strip();
                switch (field.group(2)) {
                    case "command" -> command.addAll(yamlWords(value));
                    case "args" -> arguments.addAll(yamlWords(value));
                    default -> folder = yamlWords(value).stream().findFirst().orElse(null);
                }
            }
        }
        command.addAll(arguments);
        add(name, new ClientEntry(command, folder));
    }

    private static List<String> yamlWords(String value) throws Malformed {
        boolean isJson = value.startsWith("[") || value.startsWith("\"");
        return isJson ? words(json(value)) : List.of(value.replaceAll("^'|'$", ""));
    }
}
