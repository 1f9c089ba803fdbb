package dev.aegis.control.state;

import java.time.Instant;

/// That a machine holds a job.
///
/// @param agentId the machine
/// @param token the fencing token; a newer lease of any job has a greater one
/// @param expiresAt when it ends without renewal
public record Lease(String agentId, long token, Instant expiresAt) {}
