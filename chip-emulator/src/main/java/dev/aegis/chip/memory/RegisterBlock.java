package dev.aegis.chip.memory;

/// A peripheral's registers. They allow aligned 32-bit accesses only, as on the chip's peripheral bus.
public interface RegisterBlock {
    int read(int offset);

    void write(int offset, int value);
}
