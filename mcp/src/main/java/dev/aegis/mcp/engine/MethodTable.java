package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.catalog.Revision;
import dev.aegis.mcp.catalog.ServerInfo;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which methods there are, in which revisions, and who serves them.
final class MethodTable {
    private final Map<String, Method> always = new HashMap<>();
    private final Map<String, Method> inSessions = new HashMap<>();
    private final Map<String, Method> stateless = new HashMap<>();
    private final Map<String, Method> sessionTasks = new HashMap<>();

    MethodTable(ServerInfo info, Catalog catalog, EngineSettings settings, Engine engine) {
        var pages = new Pages(settings.pageSize());
        var hello = new HelloMethods(info, catalog);
        inSessions.put("initialize", hello::initialize);
        inSessions.put("ping", hello::ping);
        inSessions.put("logging/setLevel", hello::setLevel);
        stateless.put("server/discover", hello::discover);

        var tools = new ToolMethods(catalog, settings, pages, engine);
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

        stateless.put("subscriptions/listen", new ListenMethod(engine, settings.noticePause())::listen);
        var tasks = new TaskMethods(engine, pages);
        sessionTasks.put("tasks/get", tasks::get);
        sessionTasks.put("tasks/list", tasks::list);
        sessionTasks.put("tasks/result", tasks::result);
        sessionTasks.put("tasks/cancel", tasks::cancelInSession);
        stateless.put("tasks/get", tasks::getDeclared);
        stateless.put("tasks/update", tasks::update);
        stateless.put("tasks/cancel", tasks::cancel);
    }

    Method find(String method, Revision revision) throws ProtocolError {
        @Nullable Method found = always.get(method);
        if (found == null) {
            found = (revision.isStateless() ? stateless : inSessions).get(method);
        }
        if (found == null && revision == Revision.V2025_11_25) {
            found = sessionTasks.get(method);
        }
        if (found == null) {
            throw ProtocolError.unknownMethod(method);
        }
        return found;
    }
}
