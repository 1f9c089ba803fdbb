package dev.aegis.chip.cpu;

/// Is called at each exception, just before the core jumps to its handler.
@FunctionalInterface
public interface TrapObserver {
    /// @param vector address of the handler; zero until software sets one
    void trapped(int pc, Trap trap, int vector);
}
