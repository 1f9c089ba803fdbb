package dev.aegis.chip.device;

import dev.aegis.chip.memory.RegisterBlock;

/// A register block that includes the four words with which the CPU interrupts itself.
public final class SoftwareInterrupts implements RegisterBlock {
    private final RegisterBlock rest;
    private final int first;
    private final InterruptSources interrupts;
    private final int firstSource;

    public SoftwareInterrupts(RegisterBlock rest, int first, InterruptSources interrupts, int firstSource) {
        this.rest = rest;
        this.first = first;
        this.interrupts = interrupts;
        this.firstSource = firstSource;
    }

    @Override
    public int read(int offset) {
        return rest.read(offset);
    }

    @Override
    public void write(int offset, int value) {
        rest.write(offset, value);
        if (offset >= first && offset < first + 16) {
            interrupts.set(firstSource + (offset - first) / 4, (value & 1) != 0);
        }
    }
}
