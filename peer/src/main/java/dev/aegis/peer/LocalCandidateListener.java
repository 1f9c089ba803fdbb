package dev.aegis.peer;

import org.jspecify.annotations.Nullable;

/// Where a link's own ICE candidates go, to be sent to the other side.
@FunctionalInterface
public interface LocalCandidateListener {
    /// @param candidate the candidate attribute's value; null at the end of candidates
    void accept(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex);
}
