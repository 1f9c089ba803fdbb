package dev.aegis.agent.upkeep;

import java.time.Duration;

/// The rules of upkeep.
///
/// @param taskAge how long a task is kept after its last use
/// @param workspaceAge how long a workspace or cache is kept after its last use; the next build of its project compiles
///     everything
/// @param budgetBytes space for all of them together; beyond it the least recently used ones are removed
/// @param reserveBytes free space that is restored by removing the least recently used ones
/// @param interval between two rounds
public record UpkeepSettings(
        Duration taskAge, Duration workspaceAge, long budgetBytes, long reserveBytes, Duration interval) {}
