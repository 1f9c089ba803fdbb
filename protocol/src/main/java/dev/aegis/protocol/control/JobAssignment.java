package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import dev.aegis.protocol.Timestamped;

/// The answer to `GET /agents/jobs?agent_id=...&wait_secs=...`: one job for this machine. The status is 204
/// when there is none after `wait_secs`.
///
/// @param jobId the job
/// @param grant a grant for this machine, signed at the assignment
/// @param leaseToken the fencing token, which later calls about this job carry; a newer one replaces it
/// @param leaseExpiresAt end of the lease, in unix seconds
/// @param serverTime unix seconds at the build server
public record JobAssignment(String jobId, String grant, long leaseToken, long leaseExpiresAt, long serverTime)
        implements Timestamped {
    public JobAssignment {
        Required.text("job_id", jobId, 64);
        Required.field("grant", grant);
    }
}
