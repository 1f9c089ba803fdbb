package dev.aegis.mcp.method;

import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.ServerInfo;
import dev.aegis.mcp.notification.Subscriptions;
import dev.aegis.mcp.task.TaskRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All methods by their names and the revisions that have them.
public final class MethodTable {
    private final Map<String, Method> always = new HashMap<>();
    private final Map<String, Method> inSessions = new HashMap<>();
    private final Map<String, Method> stateless = new HashMap<>();
    private final Map<String, Method> sessionTasks = new HashMap<>();

    /// @param notificationPause the shortest time between two batches of notifications on a stream
    public MethodTable(
            ServerInfo info,
            Catalog catalog,
            ListSettings lists,
            Duration notificationPause,
            Subscriptions subscriptions,
            TaskRegistry taskRegistry,
            FaultLog faults) {
        var pages = new Pages(lists.pageSize());
        var initialize = new InitializeMethods(info, catalog);
        inSessions.put("initialize", initialize::initialize);
        inSessions.put("ping", initialize::ping);
        inSessions.put("logging/setLevel", initialize::setLevel);
        stateless.put("server/discover", initialize::discover);

        var results = new ResultWriter(catalog, lists, faults);
        var keptTasks = new KeptTaskMethods(catalog, results);
        var tools = new ToolMethods(catalog, lists, pages, results, keptTasks, faults);
        always.put("tools/list", tools::list);
        always.put("tools/call", tools::call);

        var resources = new ResourceMethods(catalog, pages);
        always.put("resources/list", resources::list);
        always.put("resources/templates/list", resources::templates);
        always.put("resources/read", resources::read);
        inSessions.put("resources/subscribe", resources::subscribe);
        inSessions.put("resources/unsubscribe", resources::unsubscribe);

        var prompts = new PromptMethods(catalog, pages);
        always.put("prompts/list", prompts::list);
        always.put("prompts/get", prompts::get);
        always.put("completion/complete", new CompletionMethod(catalog)::complete);

        stateless.put(
                "subscriptions/listen", new ListenMethod(subscriptions, notificationPause, catalog, keptTasks)::listen);
        var tasks = new TaskMethods(taskRegistry, keptTasks, pages);
        sessionTasks.put("tasks/get", tasks::get);
        sessionTasks.put("tasks/list", tasks::list);
        sessionTasks.put("tasks/result", tasks::result);
        sessionTasks.put("tasks/cancel", tasks::cancelInSession);
        stateless.put("tasks/get", tasks::getDeclared);
        stateless.put("tasks/update", tasks::update);
        stateless.put("tasks/cancel", tasks::cancel);
    }

    /// @throws ProtocolError if the revision has no such method
    public Method find(String method, Revision revision) throws ProtocolError {
        @Nullable Method found = always.get(method);
        if (found == null) {
            found = (revision.isStateless() ? stateless : inSessions).get(method);
        }
        if (found == null && revision == Revision.V2025_11_25) {
            found = sessionTasks.get(method);
        }
        if (found == null) {
            throw ProtocolError.methodNotFound(method);
        }
        return found;
    }
}
