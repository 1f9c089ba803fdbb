package dev.aegis.protocol.control;

import dev.aegis.protocol.Limits;
import dev.aegis.protocol.Required;
import org.jspecify.annotations.Nullable;

/// `POST /signaling/{job_id}/candidate`: one trickled ICE candidate (RFC 8838), or the end of them.
///
/// @param candidate the candidate attribute's value; absent at the end of candidates
/// @param sdpMid the media section it belongs to
/// @param sdpMlineIndex the index of that section
/// @param attempt the attempt it belongs to
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
