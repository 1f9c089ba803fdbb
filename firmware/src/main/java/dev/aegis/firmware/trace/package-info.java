/// Decodes a crash: reads the panic that a chip printed and finds its functions and source lines in the ELF file.
/// Called by `espctl decode` and its MCP tool.
@NullMarked
package dev.aegis.firmware.trace;

import org.jspecify.annotations.NullMarked;
