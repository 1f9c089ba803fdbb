package dev.aegis.chip;

import dev.aegis.chip.device.ResetCause;

/// The reason why a run stopped.
public sealed interface StopReason {
    /// The run executed as many instructions as it was given; the chip can run on.
    record InstructionLimit() implements StopReason {}

    /// UART0 sent the text that the caller waited for; the chip can run on.
    record TextSeen(String text) implements StopReason {}

    /// Software reset the chip.
    record SoftwareReset(ResetCause cause) implements StopReason {}

    /// A watchdog reset the chip.
    record WatchdogReset(ResetCause cause) implements StopReason {}

    /// The core trapped without a handler.
    ///
    /// @param cause as `mcause` encodes it
    /// @param address the address or instruction in `mtval`
    record UnhandledTrap(int pc, int cause, int address, String reason) implements StopReason {}

    /// The ROM did not start the image at flash offset 0.
    record BootRejected(String reason) implements StopReason {}

    /// The program uses a feature that this emulator does not have.
    ///
    /// @param message names the feature
    record NotEmulated(int pc, String message) implements StopReason {}

    /// The core waits for an interrupt, and no peripheral will raise one.
    record Halted(int pc) implements StopReason {}
}
