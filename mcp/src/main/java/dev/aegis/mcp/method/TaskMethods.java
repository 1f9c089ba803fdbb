package dev.aegis.mcp.method;

import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.task.Task;
import dev.aegis.mcp.task.TaskRegistry;
import java.util.Optional;

/// The methods under `tasks/`: the experimental ones of 2025-11-25, and those of the extension that replaced them.
final class TaskMethods {
    static final String EXTENSION = "io.modelcontextprotocol/tasks";

    private final TaskRegistry tasks;
    private final KeptTaskMethods keptTasks;
    private final Pages pages;

    TaskMethods(TaskRegistry tasks, KeptTaskMethods keptTasks, Pages pages) {
        this.tasks = tasks;
        this.keptTasks = keptTasks;
        this.pages = pages;
    }

    /// Checks that the client declares the extension.
    static void requireDeclared(CallContext call) throws ProtocolError {
        if (!call.client().followsTasks()) {
            throw ProtocolError.missingCapability(
                    JsonObject.of("extensions", JsonObject.of(EXTENSION, JsonObject.EMPTY)));
        }
    }

    JsonObject getDeclared(CallContext call) throws ProtocolError {
        requireDeclared(call);
        Optional<JsonObject> kept = keptTasks.find(call, id(call));
        return kept.isPresent() ? kept.get() : get(call);
    }

    JsonObject get(CallContext call) throws ProtocolError {
        return task(call).json(call.revision());
    }

    JsonObject list(CallContext call) throws ProtocolError {
        return pages.page(
                "tasks", tasks.ownedBy(call.connection()), Task::id, task -> task.json(call.revision()), call.params());
    }

    JsonObject result(CallContext call) throws Exception {
        return task(call).awaitResult(call.sink());
    }

    JsonObject update(CallContext call) throws ProtocolError {
        requireDeclared(call);
        if (keptTasks.find(call, id(call)).isEmpty()) {
            task(call).update(call.params().object("inputResponses"));
        }
        return JsonObject.EMPTY;
    }

    JsonObject cancel(CallContext call) throws ProtocolError {
        requireDeclared(call);
        if (!keptTasks.cancel(id(call))) {
            task(call).cancel();
        }
        return JsonObject.EMPTY;
    }

    JsonObject cancelInSession(CallContext call) throws ProtocolError {
        Task task = task(call);
        if (!task.cancel()) {
            throw ProtocolError.invalidParams("task " + task.id() + " is over already");
        }
        return task.json(call.revision());
    }

    private static String id(CallContext call) {
        return call.params().text("taskId", "");
    }

    private Task task(CallContext call) throws ProtocolError {
        String id = id(call);
        return tasks.find(id, call.connection())
                .orElseThrow(() -> ProtocolError.invalidParams("there is no task '" + id + "', or it has expired"));
    }
}
