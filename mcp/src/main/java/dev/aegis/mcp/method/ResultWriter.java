package dev.aegis.mcp.method;

import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.NextCall;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolResult;
import java.util.List;
import java.util.Optional;

/// Writes the results of tools for one client: with the next call if this server offers it.
final class ResultWriter {
    /// A longer call is left out: it repeats what the client sent.
    private static final int MAX_CALL = 1000;

    private final Catalog catalog;
    private final ListSettings lists;
    private final FaultLog faults;

    ResultWriter(Catalog catalog, ListSettings lists, FaultLog faults) {
        this.catalog = catalog;
        this.lists = lists;
        this.faults = faults;
    }

    JsonObject json(CallContext call, ToolResult result) {
        NextCall next = result.next();
        ToolResult whole = next == null
                ? result
                : written(call, next).map(result::withNext).orElse(result);
        return whole.json(call.revision());
    }

    private Optional<String> written(CallContext call, NextCall next) {
        Tool tool = catalog.tool(next.tool()).orElse(null);
        List<String> errors = tool == null
                ? List.of("there is no such tool")
                : tool.input().errors(tool.input().renamed(next.arguments()));
        if (tool == null || !errors.isEmpty()) {
            faults.report("a result suggests the call " + next.text(next.tool()) + ": " + String.join("; ", errors));
            return Optional.empty();
        }
        return Optional.of(next.text(lists.spelling().spell(tool, call.client())))
                .filter(text ->
                        text.length() <= MAX_CALL && lists.filter().hides(tool).isEmpty());
    }
}
