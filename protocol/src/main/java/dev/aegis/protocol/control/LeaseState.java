package dev.aegis.protocol.control;

import dev.aegis.protocol.Timestamped;

/// @param leaseExpiresAt unix seconds
/// @param serverTime unix seconds at the build server
public record LeaseState(long leaseExpiresAt, long serverTime) implements Timestamped {}
