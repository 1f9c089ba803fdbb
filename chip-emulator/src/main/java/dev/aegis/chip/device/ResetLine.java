package dev.aegis.chip.device;

/// Resets the chip.
@FunctionalInterface
public interface ResetLine {
    void reset(ResetCause cause);
}
