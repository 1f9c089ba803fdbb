package dev.aegis.mcp.engine;

import dev.aegis.mcp.method.ListSettings;
import dev.aegis.mcp.tool.ToolFilter;
import dev.aegis.mcp.tool.ToolSpelling;
import java.time.Duration;

/// The settings of an engine. [#DEFAULTS] suits a program that one client starts.
///
/// @param maxCalls running requests; more are refused
/// @param maxCallBytes bytes of all running requests together
/// @param taskTimeToLive how long a task is kept after it was created
/// @param notificationPause the shortest time between two batches of notifications to one client
public record EngineSettings(
        ListSettings lists, int maxCalls, long maxCallBytes, Duration taskTimeToLive, Duration notificationPause) {
    public static final EngineSettings DEFAULTS = new EngineSettings(
            new ListSettings(ToolSpelling.AUTO, ToolFilter.NONE, 1000, Duration.ofMinutes(5)),
            2048,
            64L << 20,
            Duration.ofHours(1),
            Duration.ofMillis(250));

    public EngineSettings with(ToolSpelling spelling) {
        return with(new ListSettings(spelling, lists.filter(), lists.pageSize(), lists.freshness()));
    }

    public EngineSettings with(ToolFilter filter) {
        return with(new ListSettings(lists.spelling(), filter, lists.pageSize(), lists.freshness()));
    }

    private EngineSettings with(ListSettings other) {
        return new EngineSettings(other, maxCalls, maxCallBytes, taskTimeToLive, notificationPause);
    }
}
