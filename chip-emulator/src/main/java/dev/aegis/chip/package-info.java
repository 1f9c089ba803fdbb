/// An emulator of esp32c3, esp32c6, esp32h2 and esp32c2 that boots a flash image as the chip does and delivers what
/// UART0 sends.
/// Tests and the small command line in `BootMain` call it through `ChipEmulator`.
///
/// Modelled are: the RV32IMC core (with A on esp32c6 and esp32h2) in machine and user mode, its
/// traps, interrupts and Espressif's CSRs; the memory map, with word-only data on the instruction bus
/// of chips that have two views of their RAM; RAM that starts with noise; the flash MMU with its page
/// sizes and the cache's switches; UART0's transmitter at 115200 baud with its FIFO; the RTC watchdog,
/// the super watchdog and timer group 0's watchdog, all three running when the ROM starts the bootloader; system
/// timer with alarms, timer group counters, RTC and LP timers; interrupt matrix and CPU interrupts;
/// GPIO, fuses, random numbers, reset cause and software reset; SPI1 commands to a NOR flash; CPU clock
/// selection, at one instruction a cycle; the ROM's boot from flash with its messages, and its
/// functions by their addresses.
///
/// Not modelled are: the ROM's own code and bytes, ROM functions beyond the library (calling one ends the
/// run and names it), cache contents (a changed MMU entry shows at once), PMP and PMA rules, baud rate
/// settings, UART reception, timer group alarms, sleep modes, radio, USB, DMA, the cryptographic
/// accelerators (touching one ends the run), secure boot and flash encryption. Registers of other known
/// blocks store written values; accesses to unmapped addresses fault.
@NullMarked
package dev.aegis.chip;

import org.jspecify.annotations.NullMarked;
