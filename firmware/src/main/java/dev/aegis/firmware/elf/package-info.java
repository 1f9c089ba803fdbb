/// A reader for 32-bit ELF files: sections, architecture and digest.
/// Called by `dwarf` and `trace`, and by `espctl` for the ELF files of builds.
@NullMarked
package dev.aegis.firmware.elf;

import org.jspecify.annotations.NullMarked;
