/// Removal of old tasks, workspaces and caches, so that the machine's disk does not fill up.
/// Called by `BuildMachine`; it uses `workspace`.
@NullMarked
package dev.aegis.agent.upkeep;

import org.jspecify.annotations.NullMarked;
