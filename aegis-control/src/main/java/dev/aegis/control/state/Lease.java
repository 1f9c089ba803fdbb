package dev.aegis.control.state;

import java.time.Instant;

/// The right of a machine to hold a job.
///
/// @param agentId the machine
/// @param token the fencing token; a newer lease of any job has a greater one
/// @param expiresAt end of the lease if it is not renewed
public record Lease(String agentId, long token, Instant expiresAt) {}
