/// Where projects live on this machine: a directory for each user and project that strangers' builds
/// write to, the agent's own notes beside it, locks, and ways to read and change such a directory
/// without following what a build left there. Called by `intake`, `build`, `report` and `upkeep`.
@NullMarked
package dev.aegis.agent.workspace;

import org.jspecify.annotations.NullMarked;
