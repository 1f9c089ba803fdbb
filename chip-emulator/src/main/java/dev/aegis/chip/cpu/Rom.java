package dev.aegis.chip.cpu;

/// The mask ROM as the core meets it: instead of fetching from it, the core hands over and goes on where the ROM leaves
/// the program counter.
public interface Rom {
    boolean covers(int address);

    void enter(int address);
}
