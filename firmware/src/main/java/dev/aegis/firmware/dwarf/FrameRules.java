package dev.aegis.firmware.dwarf;

import java.util.Map;

/// How to find the caller's registers at one place of a program.
///
/// @param base the register from which the frame's address is computed
/// @param offset bytes from that register to the frame's address
/// @param registers the rule of each register that has one
/// @param returnRegister the register with the return address
/// @param signal whether the frame was made by an interrupt, so that its address is no return address
public record FrameRules(int base, long offset, Map<Integer, Rule> registers, int returnRegister, boolean signal) {
    public FrameRules {
        registers = Map.copyOf(registers);
    }

    /// The rule of one register (DWARF, section 6.4.1).
    public sealed interface Rule {
        /// The value is in memory, this far from the frame's address.
        record Saved(long offset) implements Rule {}

        /// The value is this far from the frame's address.
        record Computed(long offset) implements Rule {}

        /// The value is in another register.
        record Moved(int register) implements Rule {}

        record Same() implements Rule {}

        /// The value is lost; for the return address: there is no caller.
        record Undefined() implements Rule {}
    }
}
