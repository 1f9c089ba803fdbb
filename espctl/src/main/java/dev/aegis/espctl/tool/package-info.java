/// The second door to what espctl can do: tools, resources and prompts for AI assistants, over the engine in `mcp`.
/// Started by the entry for `espctl mcp serve`; calls `actions`, never `command`.
@NullMarked
package dev.aegis.espctl.tool;

import org.jspecify.annotations.NullMarked;
