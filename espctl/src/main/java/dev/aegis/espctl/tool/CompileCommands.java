package dev.aegis.espctl.tool;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonArray;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import dev.aegis.protocol.session.SandboxPaths;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The compile commands of the project's own sources and of those beside it, with the paths of this computer in place
/// of
/// those in the sandbox. Those of ESP-IDF are left out: there are hundreds, and they are not on this computer.
final class CompileCommands {
    private static final int MAX_BYTES = 64 << 10;
    private static final Pattern SHOWN =
            Pattern.compile("(?<=^|[\\s\"'=:,]|-I|-L)" + SandboxPaths.SHOWN + "((?:/\\.\\.)*+)(?=[/\"'\\s]|$)");
    private static final Pattern SPECIAL = Pattern.compile("[\\s\"'\\\\`$&|;<>()*?#~!{}\\[\\]]");

    private final Path root;

    CompileCommands(Path project) {
        this.root = project;
    }

    /// @param text `compile_commands.json`; returned as it is if it is not the expected JSON
    String of(String text) {
        try {
            return JsonReader.read(text) instanceof JsonArray all ? own(all) : text;
        } catch (JsonReader.NotJson damaged) {
            return text;
        }
    }

    private String own(JsonArray all) {
        List<Json> kept = new ArrayList<>();
        int bytes = 0;
        for (JsonObject entry : all.objects()) {
            JsonObject here = here(entry);
            String file = here.text("file", "");
            if (file.equals(entry.text("file", "")) || file.startsWith(root + "/build/")) {
                continue;
            }
            bytes += here.toString().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES) {
                break;
            }
            kept.add(here);
        }
        return new JsonArray(kept).toString();
    }

    private JsonObject here(JsonObject entry) {
        JsonObject here = entry;
        for (String name : entry.names()) {
            if (entry.get(name) instanceof Json.Text text) {
                here = here.with(name, here(text.value(), name.equals("command")));
            }
        }
        return here;
    }

    /// @param command whether a shell would split the text at blanks
    private String here(String text, boolean command) {
        return SHOWN.matcher(SandboxPaths.shown(text)).replaceAll(found -> {
            String path = Path.of(root + found.group(1)).normalize().toString();
            return Matcher.quoteReplacement(command ? SPECIAL.matcher(path).replaceAll("\\\\$0") : path);
        });
    }
}
