/// Tasks: calls that continue after their request was answered. The engine creates them, the methods under `tasks/`
/// read and cancel them.
@NullMarked
package dev.aegis.mcp.task;

import org.jspecify.annotations.NullMarked;
