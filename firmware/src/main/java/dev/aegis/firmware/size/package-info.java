/// How large a firmware is: one model from every form in which ESP-IDF prints it, the difference between two builds,
/// and what the linker's map says of each memory.
/// Called by `espctl size`, its MCP tools, and whoever explains an overflow.
@NullMarked
package dev.aegis.firmware.size;

import org.jspecify.annotations.NullMarked;
