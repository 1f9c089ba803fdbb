package dev.aegis.chip.device;

/// The interrupt request wires of the peripherals.
@FunctionalInterface
public interface InterruptSources {
    void set(int source, boolean level);
}
