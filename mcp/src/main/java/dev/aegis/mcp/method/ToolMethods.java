package dev.aegis.mcp.method;

import dev.aegis.mcp.call.Client;
import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.input.Arguments;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.schema.Suggestion;
import dev.aegis.mcp.tool.TaskSupport;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolFailure;
import dev.aegis.mcp.tool.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `tools/list` and `tools/call`.
final class ToolMethods {
    private static final String FAILURE = "dev.aegis/failure";

    private final Catalog catalog;
    private final ListSettings lists;
    private final Pages pages;
    private final ResultWriter results;
    private final KeptTaskMethods keptTasks;
    private final FaultLog faults;

    ToolMethods(
            Catalog catalog,
            ListSettings lists,
            Pages pages,
            ResultWriter results,
            KeptTaskMethods keptTasks,
            FaultLog faults) {
        this.catalog = catalog;
        this.lists = lists;
        this.pages = pages;
        this.results = results;
        this.keptTasks = keptTasks;
        this.faults = faults;
    }

    JsonObject list(CallContext call) throws ProtocolError {
        requireTools(call);
        Client client = call.client();
        List<Tool> offered = catalog.tools().stream()
                .filter(tool -> lists.filter().hides(tool).isEmpty())
                .toList();
        return pages.page(
                "tools",
                offered,
                Tool::name,
                tool -> tool.json(call.revision(), lists.spelling().spell(tool, client)),
                call.params());
    }

    JsonObject call(CallContext call) throws Exception {
        requireTools(call);
        Tool tool = tool(call);
        Json given = call.params().get("arguments");
        JsonObject arguments = given instanceof JsonObject object ? tool.input().renamed(object) : JsonObject.EMPTY;
        List<String> errors = errors(tool, given, arguments);
        if (!errors.isEmpty()) {
            return json(call, tool, invalidArguments(call, tool, errors));
        }
        decideTask(call, tool);
        ToolResult result = run(call, tool, tool.input().withDefaults(arguments));
        String taskId = result.taskId();
        return taskId != null
                        && tool.tasks() == TaskSupport.KEPT
                        && call.client().followsTasks()
                ? keptTasks.created(taskId)
                : json(call, tool, result);
    }

    /// The data of a failure does not match the tool's output schema. Some clients validate it all the same and
    /// then show the model their own error instead of the failure. So the data goes to `_meta`, which is not
    /// validated.
    private JsonObject json(CallContext call, Tool tool, ToolResult result) {
        JsonObject json = results.json(call, result);
        if (!result.isError() || tool.output() == null || !json.has("structuredContent")) {
            return json;
        }
        return json.without("structuredContent")
                .with("_meta", JsonObject.of(FAILURE, json.object("structuredContent")));
    }

    private void requireTools(CallContext call) throws ProtocolError {
        if (!Capabilities.hasTools(catalog)) {
            throw ProtocolError.methodNotFound(call.request().method());
        }
    }

    private Tool tool(CallContext call) throws ProtocolError {
        String name = call.params()
                .findText("name")
                .orElseThrow(() -> ProtocolError.invalidParams("name, the tool to call, is missing"));
        Tool tool = catalog.tool(name)
                .orElseThrow(() -> ProtocolError.invalidParams(
                        "unknown tool '" + name + "'" + Suggestion.of(name, catalog.toolNames())));
        Optional<String> hidden = lists.filter().hides(tool);
        if (hidden.isPresent()) {
            throw ProtocolError.invalidParams("tool '" + name + "' is not offered here: " + hidden.get());
        }
        return tool;
    }

    /// @param given as the client sent it; absent and null mean no arguments
    private static List<String> errors(Tool tool, @Nullable Json given, JsonObject arguments) {
        return given == null || given == Json.Nothing.NULL || given instanceof JsonObject
                ? tool.input().errors(arguments)
                : List.of("arguments must be an object with one field for each argument, not of type " + given.kind());
    }

    /// Returns a result marked as an error, in every revision: so the model sees it and can correct its call. Only
    /// the newest revisions demand it; no revision forbids it.
    private static ToolResult invalidArguments(CallContext call, Tool tool, List<String> errors) {
        return ToolResult.failed(new ToolFailure(
                "bad_arguments",
                String.join("; ", errors),
                "call " + call.params().text("name", tool.name()) + " again with this changed"));
    }

    private static void decideTask(CallContext call, Tool tool) throws ProtocolError {
        boolean asked = call.revision() == Revision.V2025_11_25 && call.params().get("task") instanceof JsonObject;
        switch (tool.tasks()) {
            case FORBIDDEN, KEPT -> {
                if (asked) {
                    throw new ProtocolError(
                            ProtocolError.METHOD_NOT_FOUND, "tool '" + tool.name() + "' cannot run as a task", null);
                }
            }
            case OPTIONAL -> {}
            case REQUIRED -> requireTask(call, tool, asked);
        }
        call.allowTask(tool.tasks());
        if (asked) {
            long timeToLive = call.params().object("task").whole("ttl", Long.MAX_VALUE / 1_000_000);
            call.becomeTask("started", Duration.ofMillis(Math.clamp(timeToLive, 1, Long.MAX_VALUE / 1_000_000)));
        }
    }

    private static void requireTask(CallContext call, Tool tool, boolean asked) throws ProtocolError {
        if (call.revision().isStateless() && !call.client().followsTasks()) {
            throw ProtocolError.missingCapability(
                    JsonObject.of("extensions", JsonObject.of(TaskMethods.EXTENSION, JsonObject.EMPTY)));
        }
        if (call.revision() == Revision.V2025_11_25 && !asked) {
            throw new ProtocolError(
                    ProtocolError.METHOD_NOT_FOUND, "tool '" + tool.name() + "' runs as a task only", null);
        }
    }

    private ToolResult run(CallContext call, Tool tool, JsonObject arguments) throws Exception {
        try {
            return tool.handler().call(new Arguments(arguments), call);
        } catch (ToolFailure failure) {
            return ToolResult.failed(failure);
        } catch (ProtocolError | InterruptedException passedOn) {
            throw passedOn;
        } catch (Exception fault) {
            faults.report(call, fault);
            return ToolResult.failed(new ToolFailure(
                    "internal_error",
                    tool.name() + " failed because of a fault in the server: " + fault,
                    "continue without this tool, and report what the server wrote to standard error"));
        }
    }
}
