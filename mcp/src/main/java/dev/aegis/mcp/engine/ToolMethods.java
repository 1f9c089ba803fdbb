package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.Client;
import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.catalog.Revision;
import dev.aegis.mcp.catalog.Tool;
import dev.aegis.mcp.catalog.ToolFailure;
import dev.aegis.mcp.catalog.ToolResult;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.schema.Closest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `tools/list` and `tools/call`.
final class ToolMethods {
    private static final String FAILURE = "dev.aegis/failure";

    private final Catalog catalog;
    private final EngineSettings settings;
    private final Pages pages;
    private final Engine engine;

    ToolMethods(Catalog catalog, EngineSettings settings, Pages pages, Engine engine) {
        this.catalog = catalog;
        this.settings = settings;
        this.pages = pages;
        this.engine = engine;
    }

    JsonObject list(RunningCall call) throws ProtocolError {
        requireOffered(call);
        Client client = call.client();
        List<Tool> offered = catalog.tools().stream()
                .filter(tool -> settings.filter().hides(tool).isEmpty())
                .toList();
        return pages.page(
                "tools",
                offered,
                Tool::name,
                tool -> tool.json(call.revision(), settings.spelling().spell(tool, client)),
                call.params());
    }

    JsonObject call(RunningCall call) throws Exception {
        requireOffered(call);
        Tool tool = tool(call);
        Json given = call.params().get("arguments");
        JsonObject arguments = given instanceof JsonObject object ? object : JsonObject.EMPTY;
        List<String> complaints = complaints(tool, given, arguments);
        if (!complaints.isEmpty()) {
            return json(call, tool, unfit(call, tool, complaints));
        }
        settleTask(call, tool);
        return json(call, tool, work(call, tool, tool.input().withDefaults(arguments)));
    }

    /// The data of a failure does not fit the schema of the tool's success, and clients hold it against
    /// that all the same, and then show the model their own complaint in place of ours. So it goes
    /// where nobody checks.
    private static JsonObject json(RunningCall call, Tool tool, ToolResult result) {
        JsonObject json = result.json(call.revision());
        if (!result.isError() || tool.output() == null || !json.has("structuredContent")) {
            return json;
        }
        return json.without("structuredContent")
                .with("_meta", JsonObject.of(FAILURE, json.object("structuredContent")));
    }

    private void requireOffered(RunningCall call) throws ProtocolError {
        if (!Capabilities.hasTools(catalog)) {
            throw ProtocolError.unknownMethod(call.request().method());
        }
    }

    private Tool tool(RunningCall call) throws ProtocolError {
        String name = call.params()
                .findText("name")
                .orElseThrow(() -> ProtocolError.invalidParams("name, the tool to call, is missing"));
        Tool tool = catalog.tool(name)
                .orElseThrow(() -> ProtocolError.invalidParams(
                        "unknown tool '" + name + "'" + Closest.hint(name, catalog.toolNames())));
        Optional<String> hidden = settings.filter().hides(tool);
        if (hidden.isPresent()) {
            throw ProtocolError.invalidParams("tool '" + name + "' is not offered here: " + hidden.get());
        }
        return tool;
    }

    /// @param given as the client wrote it; absent and null stand for no arguments
    private static List<String> complaints(Tool tool, @Nullable Json given, JsonObject arguments) {
        return given == null || given == Json.Nothing.NULL || given instanceof JsonObject
                ? tool.input().complaints(arguments)
                : List.of("arguments must be an object with one field for each argument, not of type " + given.kind());
    }

    /// A result marked as an error in every revision: the model sees it and mends its call. Only the
    /// newest revisions demand it, and none forbids it.
    private static ToolResult unfit(RunningCall call, Tool tool, List<String> complaints) {
        return ToolResult.failed(new ToolFailure(
                "bad_arguments",
                String.join("; ", complaints),
                "call " + call.params().text("name", tool.name()) + " again with this changed"));
    }

    private static void settleTask(RunningCall call, Tool tool) throws ProtocolError {
        boolean asked = call.revision() == Revision.V2025_11_25 && call.params().get("task") instanceof JsonObject;
        switch (tool.tasks()) {
            case FORBIDDEN -> {
                if (asked) {
                    throw new ProtocolError(
                            ProtocolError.UNKNOWN_METHOD, "tool '" + tool.name() + "' cannot run as a task", null);
                }
            }
            case OPTIONAL -> {}
            case REQUIRED -> requireTask(call, tool, asked);
        }
        call.allowTask(tool.tasks());
        if (asked) {
            long life = call.params().object("task").whole("ttl", Long.MAX_VALUE / 1_000_000);
            call.becomeTask("started", Duration.ofMillis(Math.clamp(life, 1, Long.MAX_VALUE / 1_000_000)));
        }
    }

    private static void requireTask(RunningCall call, Tool tool, boolean asked) throws ProtocolError {
        if (call.revision().isStateless() && !call.client().followsTasks()) {
            throw ProtocolError.missingCapability(
                    JsonObject.of("extensions", JsonObject.of(TaskMethods.EXTENSION, JsonObject.EMPTY)));
        }
        if (call.revision() == Revision.V2025_11_25 && !asked) {
            throw new ProtocolError(
                    ProtocolError.UNKNOWN_METHOD, "tool '" + tool.name() + "' runs as a task only", null);
        }
    }

    private ToolResult work(RunningCall call, Tool tool, JsonObject arguments) throws Exception {
        try {
            return tool.handler().call(arguments, call);
        } catch (ToolFailure failure) {
            return ToolResult.failed(failure);
        } catch (ProtocolError | InterruptedException passedOn) {
            throw passedOn;
        } catch (Exception fault) {
            engine.report(call, fault);
            return ToolResult.failed(new ToolFailure(
                    "internal_error",
                    tool.name() + " failed for a fault of its own: " + fault,
                    "go on without it, and report what the server wrote to standard error"));
        }
    }
}
