package dev.aegis.protocol;

/// An answer that names the build server's time, so that its reader can measure the difference of the clocks.
public interface Timestamped {
    /// Unix seconds at the build server.
    long serverTime();
}
