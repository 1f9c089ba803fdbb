package dev.aegis.protocol;

/// An answer with the build server's time, with which the receiver measures its clock skew.
public interface Timestamped {
    /// Unix seconds at the build server.
    long serverTime();
}
