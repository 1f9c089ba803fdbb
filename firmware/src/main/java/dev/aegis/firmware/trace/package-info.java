/// From what a crashed chip printed to functions and source lines: a reader for panics, one for ELF files with their
/// symbols, DWARF line tables and inlined functions, and the step that brings both together.
/// Called by `espctl decode` and its MCP tool; needs no toolchain.
@NullMarked
package dev.aegis.firmware.trace;

import org.jspecify.annotations.NullMarked;
