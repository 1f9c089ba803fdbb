package dev.aegis.chip.rom;

import java.util.function.BooleanSupplier;

/// The parts of the emulated machine that the ROM uses.
public interface RomHost {
    /// Time passes while the ROM works or waits; peripherals go on.
    void passTime(long picos);

    /// Time passes until the condition holds, or the run has ended.
    void waitUntil(BooleanSupplier condition);

    /// Runs a function of the program, as the ROM calls a hook, until it returns.
    void callProgram(int address, int argument);

    /// The function called by `callProgram` came back.
    void programReturned();

    /// Ends the run with this message: the program uses a part of the ROM that is not modelled.
    void notEmulated(String what);
}
