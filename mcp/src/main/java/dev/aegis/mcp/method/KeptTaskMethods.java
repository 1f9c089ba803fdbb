package dev.aegis.mcp.method;

import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.KeptTask;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.ToolResult;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The JSON of the tasks that the program keeps. Nothing of them is held here, so any server may be asked.
final class KeptTaskMethods {
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private final Catalog catalog;
    private final ResultWriter results;

    KeptTaskMethods(Catalog catalog, ResultWriter results) {
        this.catalog = catalog;
        this.results = results;
    }

    /// Returns the answer of a call that continues as a task.
    JsonObject created(String id) throws ProtocolError {
        KeptTask task = catalog.keptTasks()
                .find(id)
                .orElseThrow(() -> new ProtocolError(
                        ProtocolError.INTERNAL_ERROR, "the task '" + id + "' was removed as it began", null));
        return base(task).with("resultType", "task");
    }

    Optional<JsonObject> find(CallContext call, String id) {
        return catalog.keptTasks().find(id).map(task -> json(call, task));
    }

    /// Returns false if there is no such task.
    boolean cancel(String id) {
        if (catalog.keptTasks().find(id).isEmpty()) {
            return false;
        }
        catalog.keptTasks().cancel(id);
        return true;
    }

    private JsonObject json(CallContext call, KeptTask task) {
        JsonObject json = base(task);
        ToolResult result = task.result();
        return task.status() == KeptTask.Status.COMPLETED && result != null
                ? json.with("result", results.json(call, result).with("resultType", "complete"))
                : json;
    }

    private static JsonObject base(KeptTask task) {
        return JsonObject.of(
                "taskId", task.id(),
                "status", task.status().name().toLowerCase(Locale.ROOT),
                "statusMessage", task.message(),
                "createdAt", task.createdAt().toString(),
                "lastUpdatedAt", task.updatedAt().toString(),
                "ttlMs", task.timeToLive().toMillis(),
                "pollIntervalMs", POLL_INTERVAL.toMillis());
    }
}
