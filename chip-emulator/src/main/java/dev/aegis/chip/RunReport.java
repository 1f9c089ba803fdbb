package dev.aegis.chip;

import java.util.List;

/// The result of a run.
///
/// @param uart everything that UART0 has sent since the reset, the ROM's messages included
/// @param instructions executed since the reset
/// @param microseconds of the chip's time since the reset
/// @param traps the first exceptions that the program's handler received
/// @param bootWarnings defects of the bootloader image that did not prevent the ROM from starting it
public record RunReport(
        String uart,
        long instructions,
        long microseconds,
        StopReason stopReason,
        List<TrapRecord> traps,
        List<String> bootWarnings,
        Pins pins) {

    public RunReport {
        traps = List.copyOf(traps);
        bootWarnings = List.copyOf(bootWarnings);
    }

    /// The GPIO registers.
    ///
    /// @param levels the output register
    /// @param outputs pins that are outputs
    public record Pins(int levels, int outputs) {
        /// Returns whether the pin is driven high.
        public boolean isHigh(int pin) {
            return (levels & outputs & 1 << pin) != 0;
        }
    }

    /// Returns the end of the run and the events before it, for the message of a failed test.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                "stopped by %s after %d instructions, %d us%n".formatted(stopReason, instructions, microseconds));
        bootWarnings.forEach(warning -> text.append("boot: ").append(warning).append('\n'));
        traps.forEach(trap -> text.append(trap).append('\n'));
        return text.append("UART0:\n").append(uart).toString();
    }
}
