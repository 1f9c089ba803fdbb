package dev.aegis.protocol.control;

/// `POST /agents/jobs/{job_id}/lease`: renews the lease of a job. Answered by a `LeaseState`, or by 409
/// `lease_lost`.
///
/// @param leaseToken the fencing token of the assignment
public record LeaseRenewal(long leaseToken) {}
