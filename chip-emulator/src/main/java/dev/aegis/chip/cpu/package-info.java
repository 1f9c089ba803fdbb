/// The RISC-V core of the emulated chips: RV32IMC, on some chips with A, machine and user mode, Espressif's CSRs.
/// `dev.aegis.chip` builds one core over an address space and runs it in slices.
@NullMarked
package dev.aegis.chip.cpu;

import org.jspecify.annotations.NullMarked;
