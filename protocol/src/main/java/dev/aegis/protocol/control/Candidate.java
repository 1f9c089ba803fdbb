package dev.aegis.protocol.control;

import dev.aegis.protocol.Limits;
import dev.aegis.protocol.Required;
import org.jspecify.annotations.Nullable;

/// `POST /signaling/{job_id}/candidate`: one trickled ICE candidate (RFC 8838), or the end of candidates.
/// Answered by 204.
///
/// @param candidate value of the candidate attribute (RFC 8839 section 5.1); absent at the end of candidates
/// @param sdpMid identification of its media section
/// @param sdpMlineIndex index of its media section, from 0
/// @param attempt the number of its offer
public record Candidate(
        @Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex, int attempt) {
    public Candidate {
        Required.optionalText("candidate", candidate, Limits.CANDIDATE_BYTES);
        Required.optionalText("sdp_mid", sdpMid, 64);
        Required.between("sdp_mline_index", sdpMlineIndex, 0, 64);
        Required.between("attempt", attempt, 1, 100);
    }

    public static Candidate end(int attempt) {
        return new Candidate(null, null, 0, attempt);
    }

    public boolean isEnd() {
        return candidate == null;
    }
}
