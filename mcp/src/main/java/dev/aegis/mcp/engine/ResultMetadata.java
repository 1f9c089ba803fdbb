package dev.aegis.mcp.engine;

import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.catalog.ServerInfo;
import dev.aegis.mcp.json.JsonObject;
import java.time.Duration;
import java.util.Set;

/// The fields that each result has in the revisions without sessions: its type, how long it may be cached, and the
/// server's name.
final class ResultMetadata {
    private static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";
    private static final Set<String> CACHEABLE = Set.of(
            "server/discover",
            "tools/list",
            "prompts/list",
            "resources/list",
            "resources/templates/list",
            "resources/read");

    private final ServerInfo info;
    private final Duration listFreshness;

    ResultMetadata(ServerInfo info, Duration listFreshness) {
        this.info = info;
        this.listFreshness = listFreshness;
    }

    /// Returns the result with these fields, if the revision has them.
    JsonObject addTo(JsonObject result, String method, Revision revision) {
        if (!revision.isStateless()) {
            return result;
        }
        JsonObject full = result.has("resultType") ? result : result.with("resultType", "complete");
        if (CACHEABLE.contains(method) && full.text("resultType").equals("complete")) {
            boolean isList = !method.equals("resources/read");
            full = full.with("ttlMs", isList ? listFreshness.toMillis() : 0).with("cacheScope", "private");
        }
        JsonObject server = method.equals("server/discover") ? info.json(revision) : info.brief();
        return full.with("_meta", full.object("_meta").with(SERVER_INFO, server));
    }
}
