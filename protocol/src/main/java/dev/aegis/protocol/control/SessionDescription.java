package dev.aegis.protocol.control;

import dev.aegis.protocol.Limits;
import dev.aegis.protocol.Required;
import org.jspecify.annotations.Nullable;

/// `POST /signaling/{job_id}/offer` and `/answer`: one SDP (RFC 8866). Answered by 204.
///
/// @param sdp the description
/// @param attempt 1 for the first offer of a job, counting up; an answer has the number of its offer
/// @param machine the identity of the machine; only in an answer
public record SessionDescription(
        String sdp, int attempt, @Nullable MachineIdentity machine) {
    public SessionDescription {
        Required.text("sdp", sdp, Limits.SDP_BYTES);
        Required.between("attempt", attempt, 1, 100);
    }
}
