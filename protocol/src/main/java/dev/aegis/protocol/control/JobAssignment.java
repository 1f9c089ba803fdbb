package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import dev.aegis.protocol.Timestamped;

/// The answer of `GET /agents/jobs?agent_id=...&wait_secs=...`: one job for this machine (204 when
/// there was none in time).
///
/// @param jobId the job
/// @param grant a grant for this machine, fresh at the moment of assignment
/// @param leaseToken the fencing token: later calls about this job carry it, and a newer one wins
/// @param leaseExpiresAt unix seconds
/// @param serverTime unix seconds at the build server
public record JobAssignment(String jobId, String grant, long leaseToken, long leaseExpiresAt, long serverTime)
        implements Timestamped {
    public JobAssignment {
        Required.text("job_id", jobId, 64);
        Required.field("grant", grant);
    }
}
