/// Keeps the machine's disk from filling up: forgets tasks, workspaces and caches by age and by a
/// budget. Called by the agent's main and by `build`; stands on `workspace`.
@NullMarked
package dev.aegis.agent.upkeep;

import org.jspecify.annotations.NullMarked;
