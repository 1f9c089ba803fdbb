package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.json.JsonObject;

/// Everything under `tasks/`: the experiment of 2025-11-25, and the extension that took its place.
final class TaskMethods {
    static final String EXTENSION = "io.modelcontextprotocol/tasks";

    private final Engine engine;
    private final Pages pages;

    TaskMethods(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    static void requireDeclared(RunningCall call) throws ProtocolError {
        if (!call.client().followsTasks()) {
            throw ProtocolError.missingCapability(
                    JsonObject.of("extensions", JsonObject.of(EXTENSION, JsonObject.EMPTY)));
        }
    }

    JsonObject getDeclared(RunningCall call) throws ProtocolError {
        requireDeclared(call);
        return get(call);
    }

    JsonObject get(RunningCall call) throws ProtocolError {
        return task(call).json(call.revision());
    }

    JsonObject list(RunningCall call) throws ProtocolError {
        return pages.page(
                "tasks",
                engine.tasks().of(call.connection()),
                TaskRun::id,
                task -> task.json(call.revision()),
                call.params());
    }

    JsonObject result(RunningCall call) throws Exception {
        JsonObject outcome = task(call).awaitResult(call.outlet());
        if (!outcome.has("error")) {
            return outcome.object("result");
        }
        JsonObject error = outcome.object("error");
        throw new ProtocolError(
                (int) error.whole("code", ProtocolError.INTERNAL), error.text("message", "failed"), null);
    }

    JsonObject update(RunningCall call) throws ProtocolError {
        requireDeclared(call);
        task(call).update(call.params().object("inputResponses"));
        return JsonObject.EMPTY;
    }

    JsonObject cancel(RunningCall call) throws ProtocolError {
        requireDeclared(call);
        task(call).cancel();
        return JsonObject.EMPTY;
    }

    JsonObject cancelInSession(RunningCall call) throws ProtocolError {
        TaskRun task = task(call);
        if (!task.cancel()) {
            throw ProtocolError.invalidParams("task " + task.id() + " is over already");
        }
        return task.json(call.revision());
    }

    private TaskRun task(RunningCall call) throws ProtocolError {
        String id = call.params().text("taskId", "");
        return engine.tasks()
                .find(id, call.connection())
                .orElseThrow(() -> ProtocolError.invalidParams("there is no task '" + id + "', or it has expired"));
    }
}
