package dev.aegis.chip.device;

/// A device in which something happens by itself as time passes. Times are picoseconds since reset.
public interface Timed {
    long NEVER = Long.MAX_VALUE;

    /// When something will happen next, or `NEVER`.
    long deadline();

    /// It is `now`: everything due has happened.
    void advance(long now);
}
