package dev.aegis.espctl.tool;

import dev.aegis.espctl.failure.Failure;
import dev.aegis.mcp.tool.ToolFailure;
import dev.aegis.mcp.tool.ToolHandler;

/// Converts the failures of espctl to those of MCP tools.
final class ToolFailures {
    private ToolFailures() {}

    /// Returns a handler whose failures of espctl become failures of the tool.
    static ToolHandler converting(ToolHandler handler) {
        return (given, call) -> {
            try {
                return handler.call(given, call);
            } catch (Failure failure) {
                throw of(failure);
            }
        };
    }

    static ToolFailure of(Failure failure) {
        return new ToolFailure(failure.code(), failure.sentence().replaceAll("\\p{Cntrl}", "?"), next(failure));
    }

    /// Returns the failure of a call with two inputs of which only one is allowed.
    static ToolFailure exclusive(String one, String other) {
        return new ToolFailure(
                "bad_arguments", one + " and " + other + " exclude each other", "call again with one of them");
    }

    /// Returns the tool call that helps if there is one, else the command.
    private static String next(Failure failure) {
        return switch (failure.code()) {
            case "project_missing", "project_empty" ->
                "call again with project set to the folder of an ESP-IDF project, or make one with project.create";
            case "target_unknown" -> failure.hint() + "; call again with one of them as target";
            case "target_missing" ->
                "call again with target, such as esp32c3, or set it for the project with set_target";
            case "server_missing", "key_missing" -> "call doctor; a person can run: " + failure.hint();
            case "no_task" -> "call build first";
            case "no_such_task", "no_such_job", "task_id_wrong" ->
                "call build.status without task_id for the newest task";
            case "no_artifacts" -> "call build.status, and parse_build_errors if it has failed";
            case "task_over" -> "call build.status for its result";
            default -> failure.hint() == null ? "call doctor, which checks everything a build needs" : failure.hint();
        };
    }
}
