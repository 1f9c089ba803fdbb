package dev.aegis.chip.rom;

import java.util.function.BooleanSupplier;

/// The parts of the emulated machine that the ROM uses.
public interface RomHost {
    /// Advances time and the peripherals while the ROM works or waits.
    void passTime(long picos);

    /// Advances time until the condition holds or the run is stopped.
    void waitUntil(BooleanSupplier condition);

    /// Runs a function of the program, as the ROM calls a hook, until it returns.
    void callProgram(int address, int argument);

    /// Is called when the function called by `callProgram` has returned.
    void programReturned();

    /// Stops the run with this message, because the program uses a part of the ROM that is not modelled.
    void notEmulated(String what);
}
