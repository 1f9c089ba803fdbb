/// The peripherals of the emulated chips, one class for each block of registers, and the time that passes in them.
/// `dev.aegis.testkit.chip` wires them; the ROM in `dev.aegis.testkit.chip.rom` drives some as the real ROM does.
@NullMarked
package dev.aegis.testkit.chip.device;

import org.jspecify.annotations.NullMarked;
