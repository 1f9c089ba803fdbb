package dev.aegis.protocol.control;

import dev.aegis.protocol.Timestamped;

/// The answer to a `LeaseRenewal`.
///
/// @param leaseExpiresAt end of the lease, in unix seconds
/// @param serverTime unix seconds at the build server
public record LeaseState(long leaseExpiresAt, long serverTime) implements Timestamped {}
