package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import org.jspecify.annotations.Nullable;

/// `POST /agents/jobs/{job_id}/result`: the session is over. Accepted only with the current fencing
/// token, else 409 `lease_lost`.
///
/// @param leaseToken the fencing token of the assignment
/// @param outcome `completed` when a session was opened and has ended, `refused` when the machine would
///   not open it
/// @param code for `refused`, the refusal's code
/// @param reason one sentence for a person
/// @param busySecs how long builds ran in this session, in seconds
public record JobResult(
        long leaseToken,
        String outcome,
        @Nullable String code,
        @Nullable String reason,
        double busySecs) {
    public JobResult {
        Required.text("outcome", outcome, 32);
        Required.optionalText("code", code, 64);
        Required.optionalText("reason", reason, 1024);
    }
}
