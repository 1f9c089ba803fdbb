package dev.aegis.espctl.tool;

import dev.aegis.espctl.failure.Failure;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.NextCall;
import dev.aegis.mcp.tool.ToolFailure;
import dev.aegis.mcp.tool.ToolHandler;
import org.jspecify.annotations.Nullable;

/// Converts the failures of espctl to those of MCP tools.
final class ToolFailures {
    private ToolFailures() {}

    /// Returns a handler whose failures of espctl become failures of the tool.
    static ToolHandler converting(ToolHandler handler) {
        return (given, call) -> {
            try {
                return handler.call(given, call);
            } catch (Failure failure) {
                throw of(failure, given.json());
            }
        };
    }

    static ToolFailure of(Failure failure) {
        return of(failure, JsonObject.EMPTY);
    }

    /// @param given the arguments of the call; the next call is about the same task and project
    static ToolFailure of(Failure failure, JsonObject given) {
        return new ToolFailure(
                failure.code(), failure.sentence().replaceAll("\\p{Cntrl}", "?"), fix(failure), next(failure, given));
    }

    /// Returns the failure of a call with two inputs of which only one is allowed.
    static ToolFailure exclusive(String one, String other) {
        return new ToolFailure(
                "bad_arguments", one + " and " + other + " exclude each other", "call again with one of them");
    }

    /// Returns what helps, in the words of the tools where the command line has others.
    private static @Nullable String fix(Failure failure) {
        return switch (failure.code()) {
            case "project_missing", "project_empty" ->
                "call again with project set to the folder of an ESP-IDF project, or make one with project.create";
            case "target_unknown" -> failure.hint() + "; call again with one of them as target";
            case "target_missing" ->
                "call again with target, such as esp32c3, or set it for the project with set_target";
            case "server_missing", "key_missing" -> "a person runs: " + failure.hint();
            case "no_task" ->
                says(failure, "espctl build")
                        ? "build the project first, or give its folder as project"
                        : says(failure, "espctl errors")
                                ? "correct the errors and build again"
                                : "call again with project set to the folder of an ESP-IDF project";
            case "task_of_other_project" -> failure.hint();
            default -> Hints.of(failure.hint());
        };
    }

    /// Returns the call that helps if there is one.
    private static @Nullable NextCall next(Failure failure, JsonObject given) {
        JsonObject project = JsonObject.EMPTY.withPresent("project", given.get("project"));
        return switch (failure.code()) {
            case "no_task" ->
                says(failure, "espctl build")
                        ? new NextCall("build", project.withPresent("target", given.get("target")))
                        : says(failure, "espctl errors") ? new NextCall("parse_build_errors", project) : null;
            case "no_artifacts", "task_over" ->
                new NextCall("build.status", project.withPresent("task_id", given.get("task_id")));
            case "no_such_task", "no_such_job", "task_id_wrong" -> new NextCall("build.status", project);
            case "task_of_other_project" ->
                new NextCall("build.status", JsonObject.EMPTY.withPresent("task_id", given.get("task_id")));
            case "project_missing", "project_empty", "target_missing", "target_unknown" -> null;
            default ->
                failure.code().equals("server_missing")
                                || failure.code().equals("key_missing")
                                || Hints.of(failure.hint()) == null
                        ? new NextCall("doctor", project)
                        : null;
        };
    }

    private static boolean says(Failure failure, String command) {
        String hint = failure.hint();
        return hint != null && hint.contains(command);
    }
}
