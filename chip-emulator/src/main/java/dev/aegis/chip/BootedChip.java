package dev.aegis.chip;

/// A chip whose ROM has loaded, or refused, the bootloader. Runs on from where the last run stopped.
public final class BootedChip {
    private final Machine machine;

    BootedChip(Machine machine) {
        this.machine = machine;
    }

    /// Runs until something ends the run, at most for so many instructions.
    public RunReport run(long maxInstructions) {
        return machine.run(maxInstructions);
    }

    /// As `run`, but also ends as soon as UART0 has sent `text`.
    public RunReport runUntil(String text, long maxInstructions) {
        return machine.runUntil(text, maxInstructions);
    }
}
