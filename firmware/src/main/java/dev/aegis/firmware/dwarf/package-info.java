/// A reader for DWARF debug information: line tables and inlined functions.
/// Called by `trace`; it needs no toolchain.
@NullMarked
package dev.aegis.firmware.dwarf;

import org.jspecify.annotations.NullMarked;
