/// Runs untrusted commands in isolation: bubblewrap's namespaces, a system call filter, limits, and an end
/// that leaves no process. Called by `execution` and by the agent's main; has no knowledge of projects and
/// tasks.
@NullMarked
package dev.aegis.agent.sandbox;

import org.jspecify.annotations.NullMarked;
