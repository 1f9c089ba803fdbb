/// Reads and explains a panic from the text that a chip printed, without the ELF file of its program.
/// Called by `trace`, and by `espctl decode` and its MCP tools.
@NullMarked
package dev.aegis.firmware.panic;

import org.jspecify.annotations.NullMarked;
