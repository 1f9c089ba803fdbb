package dev.aegis.espctl.tool;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.mcp.tool.ToolSpelling;
import dev.aegis.suggestion.ClosestName;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The options of `espctl mcp serve`. They are parsed by hand: the parser of the other commands takes more time
/// than the rest of the start.
///
/// @param toolsets the groups of tools that are offered
/// @param readOnly whether tools that change anything are left out
/// @param spelling how the names of tools are written
/// @param project the project folder; null for the folder in which the server was started
/// @param http the port for HTTP, 0 for any; null for the standard streams
public record ServeOptions(
        Set<String> toolsets,
        boolean readOnly,
        ToolSpelling spelling,
        @Nullable String project,
        @Nullable Integer http) {
    public static final List<String> TOOLSETS = Toolset.names();
    private static final Pattern ADDRESS = Pattern.compile("(?:(?:127\\.0\\.0\\.1|localhost):)?([0-9]{1,5})");
    private static final List<String> OPTIONS =
            List.of("--toolsets", "--read-only", "--tool-names", "--project", "-C", "--http");

    public ServeOptions {
        toolsets = Set.copyOf(toolsets);
    }

    /// @param arguments the arguments after `mcp serve`
    public static ServeOptions parse(List<String> arguments) {
        Set<String> toolsets = new LinkedHashSet<>(TOOLSETS);
        boolean readOnly = false;
        ToolSpelling spelling = ToolSpelling.AUTO;
        String project = null;
        Integer http = null;
        for (int index = 0; index < arguments.size(); index++) {
            String argument = arguments.get(index);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (name.equals("--read-only") && equals < 0) {
                readOnly = true;
                continue;
            }
            if (!OPTIONS.contains(name) || name.equals("--read-only")) {
                throw unknown(argument);
            }
            if (equals < 0 && ++index == arguments.size()) {
                throw wrong(name + " needs a value");
            }
            String value = equals < 0 ? arguments.get(index) : argument.substring(equals + 1);
            switch (name) {
                case "--toolsets" -> toolsets = toolsets(value);
                case "--tool-names" -> spelling = spelling(value);
                case "--http" -> http = port(value);
                default -> project = value;
            }
        }
        return new ServeOptions(toolsets, readOnly, spelling, project, http);
    }

    private static Set<String> toolsets(String value) {
        Set<String> chosen = new LinkedHashSet<>(Arrays.asList(value.split(",")));
        if (chosen.equals(Set.of("all"))) {
            return new LinkedHashSet<>(TOOLSETS);
        }
        for (String set : chosen) {
            if (!TOOLSETS.contains(set)) {
                throw wrong("unknown toolset '" + set + "'; the toolsets are " + String.join(", ", TOOLSETS));
            }
        }
        return chosen;
    }

    private static ToolSpelling spelling(String value) {
        return Arrays.stream(ToolSpelling.values())
                .filter(spelling -> spelling.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> wrong("--tool-names is auto, dotted or underscore, not '" + value + "'"));
    }

    private static int port(String value) {
        Matcher address = ADDRESS.matcher(value);
        int port = address.matches() ? Integer.parseInt(address.group(1)) : -1;
        if (port < 0 || port > 65_535) {
            throw wrong("--http is PORT or 127.0.0.1:PORT of this computer, not '" + value + "'");
        }
        return port;
    }

    private static Failure unknown(String argument) {
        String near = ClosestName.of(argument, OPTIONS)
                .map(name -> "did you mean " + name + "?")
                .orElse("espctl mcp serve --help");
        return new Failure(ExitCode.USAGE, "usage", "unknown option '" + argument + "' of mcp serve", near);
    }

    private static Failure wrong(String sentence) {
        return new Failure(ExitCode.USAGE, "usage", sentence, "espctl mcp serve --help");
    }
}
