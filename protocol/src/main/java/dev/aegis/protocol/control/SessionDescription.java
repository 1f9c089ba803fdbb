package dev.aegis.protocol.control;

import dev.aegis.protocol.Limits;
import dev.aegis.protocol.Required;
import org.jspecify.annotations.Nullable;

/// `POST /signaling/{job_id}/offer` and `/answer`: one SDP (RFC 8866).
///
/// @param sdp the description
/// @param attempt 1 for the first try to connect within this job; an answer repeats its offer's number
/// @param machine in an answer, the proof that the enrolled machine made it
public record SessionDescription(
        String sdp, int attempt, @Nullable MachineIdentity machine) {
    public SessionDescription {
        Required.text("sdp", sdp, Limits.SDP_BYTES);
        Required.between("attempt", attempt, 1, 100);
    }
}
