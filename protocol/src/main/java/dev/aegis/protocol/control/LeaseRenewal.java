package dev.aegis.protocol.control;

/// `POST /agents/jobs/{job_id}/lease`: the machine still holds the job. Answered by a `LeaseState`, or
/// 409 `lease_lost`.
public record LeaseRenewal(long leaseToken) {}
