package dev.aegis.peer;

import org.jspecify.annotations.Nullable;

/// Receives the local ICE candidates of a link, to be sent to the other side.
@FunctionalInterface
public interface LocalCandidateListener {
    /// @param candidate value of the candidate attribute (RFC 8839 section 5.1); null at the end of
    /// candidates
    void accept(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex);
}
