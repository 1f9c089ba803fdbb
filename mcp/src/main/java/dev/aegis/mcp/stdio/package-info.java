/// Serves an engine on the standard streams of a process, one message a line, and ends the process with its client.
/// Programs call it from `main`.
@NullMarked
package dev.aegis.mcp.stdio;

import org.jspecify.annotations.NullMarked;
