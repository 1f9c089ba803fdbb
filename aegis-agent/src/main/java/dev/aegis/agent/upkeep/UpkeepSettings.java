package dev.aegis.agent.upkeep;

import java.time.Duration;

/// @param taskAge after which a task's log and artifacts are forgotten
/// @param workspaceAge after which an unused workspace is forgotten; its next build starts from nothing
/// @param diskBudgetBytes for all of it together; beyond it the least recently used goes first
/// @param interval between two rounds
public record UpkeepSettings(Duration taskAge, Duration workspaceAge, long diskBudgetBytes, Duration interval) {
    private static final long GIBIBYTE = 1024L * 1024 * 1024;

    public static final UpkeepSettings STANDARD =
            new UpkeepSettings(Duration.ofDays(7), Duration.ofDays(30), 50 * GIBIBYTE, Duration.ofMinutes(30));
}
