package dev.aegis.chip;

import dev.aegis.chip.device.ResetCause;

/// The reason why a run ended.
public sealed interface Ending {
    /// The instructions were used up; the chip could go on.
    record StillRunning() implements Ending {}

    /// UART0 sent the text that was waited for; the chip could go on.
    record TextSeen(String text) implements Ending {}

    /// Software reset the chip.
    record Restarted(ResetCause cause) implements Ending {}

    /// A watchdog reset the chip.
    record WatchdogReset(ResetCause cause) implements Ending {}

    /// The core trapped with no handler to go to.
    ///
    /// @param cause as `mcause` encodes it
    /// @param address the address or instruction that `mtval` holds
    record Fault(int pc, int cause, int address, String reason) implements Ending {}

    /// The ROM did not start the image at flash offset 0.
    record RomRefused(String reason) implements Ending {}

    /// The program needs something that this emulator does not have.
    record NotEmulated(int pc, String what) implements Ending {}

    /// The core waits for an interrupt and nothing is left that could raise one.
    record Halted(int pc) implements Ending {}
}
