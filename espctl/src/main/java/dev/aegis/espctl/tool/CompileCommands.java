package dev.aegis.espctl.tool;

import dev.aegis.espctl.project.LocalPaths;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonArray;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The compile commands of the project's own sources and of those beside it, with the paths on this computer in place
/// of those in the sandbox. Those of ESP-IDF are left out: there are hundreds, and they are not on this computer.
final class CompileCommands {
    private static final int MAX_BYTES = 64 << 10;

    private final LocalPaths plain;
    private final LocalPaths command;
    private final String root;

    CompileCommands(Path project) {
        this.plain = new LocalPaths(project, path -> path);
        this.command = new LocalPaths(project, LocalPaths::word);
        this.root = project.toString();
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
            boolean own = !file.equals(entry.text("file", "")) || isHere(file);
            if (!own || file.startsWith(root + "/build/")) {
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

    /// The file in `build/` has the paths of this computer already. ESP-IDF is not on it.
    private boolean isHere(String file) {
        return file.startsWith(root + "/") || (file.startsWith("/") && Files.isRegularFile(Path.of(file)));
    }

    private JsonObject here(JsonObject entry) {
        JsonObject here = entry;
        for (String name : entry.names()) {
            if (entry.get(name) instanceof Json.Text text) {
                here = here.with(name, (name.equals("command") ? command : plain).in(text.value()));
            }
        }
        return here;
    }
}
