package dev.aegis.chip.device;

import dev.aegis.chip.memory.RegisterBlock;

/// Registers that store written values: a whole block that is not modelled, or the other registers of one that is.
public class PlainRegisters implements RegisterBlock {
    private final int[] words;

    public PlainRegisters(int size) {
        words = new int[size >>> 2];
    }

    /// Sets the value of the register after reset.
    public PlainRegisters with(int offset, int value) {
        words[offset >>> 2] = value;
        return this;
    }

    @Override
    public int read(int offset) {
        return words[offset >>> 2];
    }

    @Override
    public void write(int offset, int value) {
        words[offset >>> 2] = value;
    }

    final int stored(int offset) {
        return words[offset >>> 2];
    }

    final void store(int offset, int value) {
        words[offset >>> 2] = value;
    }
}
