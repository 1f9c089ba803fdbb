package dev.aegis.chip.cpu;

/// Sees each exception just before the core goes to its handler.
@FunctionalInterface
public interface TrapObserver {
    /// @param vector where the core goes; zero as long as software has set none
    void trapped(int pc, Trap trap, int vector);
}
