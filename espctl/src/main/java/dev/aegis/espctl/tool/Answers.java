package dev.aegis.espctl.tool;

import dev.aegis.espctl.failure.Failure;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import dev.aegis.mcp.tool.ToolFailure;
import dev.aegis.mcp.tool.ToolHandler;
import dev.aegis.protocol.WireJson;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Between espctl's records and failures and those of the protocol.
final class Answers {
    private Answers() {}

    /// At most so many letters, and a mark where some are left out.
    static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }

    static JsonObject json(Object record) {
        try {
            return (JsonObject) JsonReader.read(WireJson.text(record));
        } catch (JsonReader.NotJson impossible) {
            throw new IllegalStateException("our own JSON", impossible);
        }
    }

    /// What espctl cannot do becomes a result that says so.
    static ToolHandler telling(ToolHandler handler) {
        return (arguments, call) -> {
            try {
                return handler.call(arguments, call);
            } catch (Failure failure) {
                throw failed(failure);
            }
        };
    }

    static ToolFailure failed(Failure failure) {
        return new ToolFailure(failure.code(), failure.sentence().replaceAll("\\p{Cntrl}", "?"), next(failure));
    }

    /// A tool that helps, where there is one; else the command.
    private static String next(Failure failure) {
        return switch (failure.code()) {
            case "project_missing", "project_empty" ->
                "call again with project set to the folder of an ESP-IDF project, or make one with project.create";
            case "target_missing", "target_unknown" ->
                "call again with target, such as esp32c3, or choose one for good with set_target";
            case "server_missing", "key_missing" -> "call doctor; a person can run: " + failure.hint();
            case "no_task" -> "call build first";
            case "no_such_task", "no_such_job", "task_id_wrong" ->
                "call build.status without task_id for the newest task";
            case "no_artifacts" -> "call build.status, and parse_build_errors if it has failed";
            case "task_over" -> "call build.status for how it ended";
            default -> failure.hint() == null ? "call doctor, which checks everything a build needs" : failure.hint();
        };
    }

    /// A folder or file as clients write them, see [WrittenPath].
    static @Nullable Path path(JsonObject arguments, String name) {
        return WrittenPath.of(name, text(arguments, name), home());
    }

    /// As the client set it, like everything else of espctl; the JVM's own idea of it is the password
    /// file's.
    private static Path home() {
        String set = System.getenv("HOME");
        return Path.of(set == null || set.isBlank() ? System.getProperty("user.home") : set);
    }

    static @Nullable String text(JsonObject arguments, String name) {
        return arguments.findText(name).orElse(null);
    }
}
