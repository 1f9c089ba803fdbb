/// The peripherals of the emulated chips, one class for each block of registers, and the time that passes in them.
/// `dev.aegis.chip` wires them; the ROM in `dev.aegis.chip.rom` drives some as the real ROM does.
@NullMarked
package dev.aegis.chip.device;

import org.jspecify.annotations.NullMarked;
