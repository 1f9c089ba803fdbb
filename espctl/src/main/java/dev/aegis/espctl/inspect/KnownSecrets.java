package dev.aegis.espctl.inspect;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.settings.McpHttpToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The secrets that espctl knows on this computer: saved keys, the token of the MCP HTTP endpoint, and the CMake
/// definitions of a project.
final class KnownSecrets {
    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]{1,4096})\"");
    private static final int SHORTEST_PARAM = 4;

    private final Context context;

    KnownSecrets(Context context) {
        this.context = context;
    }

    /// @param folder the project's
    Redaction redaction(Path folder) {
        List<String> secrets = new ArrayList<>();
        saved(secrets);
        params(folder, secrets);
        return new Redaction(
                context.environment(),
                secrets,
                Path.of(context.environment().find("HOME").orElse(System.getProperty("user.home"))));
    }

    /// Reads the file as text, because a damaged file may still contain keys.
    private void saved(List<String> secrets) {
        Matcher token = TOKEN.matcher(text(context.credentials().path()));
        while (token.find()) {
            secrets.add(token.group(1));
        }
        String door = text(new McpHttpToken(context.directories()).file()).strip();
        if (!door.isEmpty()) {
            secrets.add(door);
        }
    }

    /// Returns an empty text for an unreadable file: its content cannot appear in the bundle either.
    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static void params(Path folder, List<String> secrets) {
        try {
            for (String param : Project.open(folder).settings().params()) {
                String value = param.substring(param.indexOf('=') + 1);
                if (value.length() >= SHORTEST_PARAM) {
                    secrets.add(value);
                }
            }
        } catch (Failure noProject) {
            // Settings that cannot be read have no definitions.
        }
    }
}
