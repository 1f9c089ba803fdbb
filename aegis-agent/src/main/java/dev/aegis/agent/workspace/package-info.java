/// The users' projects on this machine's disk: a directory for each user and project, which untrusted builds write to,
/// with the agent's notes, locks and eviction, and access that follows no link a build may have left. Called by
/// `session`, `intake`, `task`, `execution` and `upkeep`, and opened by `BuildMachine`.
@NullMarked
package dev.aegis.agent.workspace;

import org.jspecify.annotations.NullMarked;
