package dev.aegis.chip;

/// A chip whose ROM has loaded, or rejected, the bootloader. Each run continues from the end of the last one.
public final class BootedChip {
    private final Machine machine;

    BootedChip(Machine machine) {
        this.machine = machine;
    }

    /// Runs until a stop reason occurs, at most `maxInstructions` instructions.
    public RunReport run(long maxInstructions) {
        return machine.run(maxInstructions);
    }

    /// Runs like `run`, and also stops as soon as UART0 has sent `text`.
    public RunReport runUntil(String text, long maxInstructions) {
        return machine.runUntil(text, maxInstructions);
    }
}
