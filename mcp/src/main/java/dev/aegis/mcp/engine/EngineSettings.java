package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.ToolFilter;
import dev.aegis.mcp.catalog.ToolSpelling;
import java.time.Duration;

/// How an engine behaves; [#DEFAULTS] is right for a program that a client starts by itself.
///
/// @param pageSize entries of a list in one answer. Large: some clients read the first page only
/// @param listFreshness how long a client may use a list again without asking
/// @param maxCalls requests in the works at one time; beyond it they are refused
/// @param maxCallBytes bytes of all requests in the works together
/// @param taskLife how long a task is kept after it was created
/// @param noticePause the least time between two batches of notices to one client
public record EngineSettings(
        ToolSpelling spelling,
        ToolFilter filter,
        int pageSize,
        Duration listFreshness,
        int maxCalls,
        long maxCallBytes,
        Duration taskLife,
        Duration noticePause) {
    public static final EngineSettings DEFAULTS = new EngineSettings(
            ToolSpelling.AUTO,
            ToolFilter.NONE,
            1000,
            Duration.ofMinutes(5),
            2048,
            64L << 20,
            Duration.ofHours(1),
            Duration.ofMillis(250));

    public EngineSettings with(ToolSpelling by) {
        return new EngineSettings(by, filter, pageSize, listFreshness, maxCalls, maxCallBytes, taskLife, noticePause);
    }

    public EngineSettings with(ToolFilter by) {
        return new EngineSettings(spelling, by, pageSize, listFreshness, maxCalls, maxCallBytes, taskLife, noticePause);
    }

    public EngineSettings withPageSize(int entries) {
        return new EngineSettings(
                spelling, filter, entries, listFreshness, maxCalls, maxCallBytes, taskLife, noticePause);
    }

    public EngineSettings withMaxCalls(int calls) {
        return new EngineSettings(
                spelling, filter, pageSize, listFreshness, calls, maxCallBytes, taskLife, noticePause);
    }
}
