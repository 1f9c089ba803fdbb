/// The mask ROM of the emulated chips: loading the second-stage bootloader from flash, and the
/// functions that programs call in it, at their true addresses but implemented here.
/// `dev.aegis.chip` boots through it; a call to any other address in the ROM stops the run.
@NullMarked
package dev.aegis.chip.rom;

import org.jspecify.annotations.NullMarked;
