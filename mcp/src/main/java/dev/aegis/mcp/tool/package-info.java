/// Tools: their declarations, handlers, results and failures. Programs declare tools with it; the engine lists and
/// calls them.
@NullMarked
package dev.aegis.mcp.tool;

import org.jspecify.annotations.NullMarked;
