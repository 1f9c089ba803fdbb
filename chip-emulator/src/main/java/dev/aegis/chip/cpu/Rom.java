package dev.aegis.chip.cpu;

/// The mask ROM as the core uses it: the core does not fetch from it, but calls it and continues at the program counter
/// that the ROM sets.
public interface Rom {
    boolean covers(int address);

    void enter(int address);
}
