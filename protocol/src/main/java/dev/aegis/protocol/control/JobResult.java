package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import org.jspecify.annotations.Nullable;

/// `POST /agents/jobs/{job_id}/result`: reports the end of a session. Answered by 204, or by 409 `lease_lost`
/// when the fencing token is not the current one.
///
/// @param leaseToken the fencing token of the assignment
/// @param outcome `completed` when a session was opened and has ended, `refused` when the machine did
///   not open it
/// @param code for `refused`, a `RefusalCode`
/// @param reason one sentence for the user
/// @param busySecs duration of the builds in this session, in seconds
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
