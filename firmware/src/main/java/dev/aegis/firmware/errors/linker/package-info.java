/// The rules for the linker and its scripts, and their hints.
/// Called by `errors.log` through `ErrorRule`; `espctl` calls `MemoryRegionError`.
@NullMarked
package dev.aegis.firmware.errors.linker;

import org.jspecify.annotations.NullMarked;
