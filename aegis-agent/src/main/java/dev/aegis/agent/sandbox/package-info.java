/// Runs one command of a stranger so that it harms nobody: bubblewrap's namespaces, a system call
/// filter, limits, and an end that takes everything with it. Called by `build` and `terminal`; knows
/// nothing of projects and tasks.
@NullMarked
package dev.aegis.agent.sandbox;

import org.jspecify.annotations.NullMarked;
