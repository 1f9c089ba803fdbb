/// Eviction of tasks, workspaces and compiler caches by age and by a disk budget.
/// Created and started by `BuildMachine`; uses `workspace`.
@NullMarked
package dev.aegis.agent.upkeep;

import org.jspecify.annotations.NullMarked;
