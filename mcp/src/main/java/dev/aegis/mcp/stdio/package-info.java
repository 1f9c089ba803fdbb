/// Serves an engine on a process's standard streams, one message on a line, and ends the process when
/// its client goes.
/// Called by a program's `main`.
@NullMarked
package dev.aegis.mcp.stdio;

import org.jspecify.annotations.NullMarked;
