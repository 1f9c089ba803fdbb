/// The chip's address space: RAM with its alias views, flash seen through the cache windows, and the register blocks of
/// peripherals.
/// Used by the core, the devices and the ROM of the emulated chip; nothing outside `dev.aegis.chip` calls it.
@NullMarked
package dev.aegis.chip.memory;

import org.jspecify.annotations.NullMarked;
