/// The rules for the linker and its scripts, and their hints.
/// Called by `errors.log` through `ErrorRule`; `espctl` calls `MemoryRegionError`. `ErrorRules` lists them, a
/// particular
/// rule before a general one: `LinkerRule` takes each other message of the linker.
@NullMarked
package dev.aegis.firmware.errors.linker;

import org.jspecify.annotations.NullMarked;
