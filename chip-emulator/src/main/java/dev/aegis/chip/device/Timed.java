package dev.aegis.chip.device;

/// A device with events that time triggers. Times are picoseconds since reset.
public interface Timed {
    long NEVER = Long.MAX_VALUE;

    /// Returns the time of the next event, or `NEVER`.
    long deadline();

    /// Executes all events that are due at `now`.
    void advance(long now);
}
