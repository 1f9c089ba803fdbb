/// The tools, resources and prompts of `espctl mcp serve`, on the engine of the module `mcp`. The program's entry
/// builds them; they call `actions` and never `command` or `output`.
@NullMarked
package dev.aegis.espctl.tool;

import org.jspecify.annotations.NullMarked;
