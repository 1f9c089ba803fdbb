/// Build tasks: they outlive the session that started them, wait in a queue, and keep an event log and artifacts.
/// Called by `session` and `report`; uses `execution` to build, and `workspace` and the store.
@NullMarked
package dev.aegis.agent.task;

import org.jspecify.annotations.NullMarked;
