package dev.aegis.control.schedule;

import dev.aegis.protocol.Fingerprint;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A requested session, from its request to its end.
///
/// @param jobId its name
/// @param userId the user who requested it
/// @param requirements what the machine must offer
/// @param peerFingerprint the client's DTLS certificate; null for a session that was adopted after a restart of the
/// server
/// @param timeoutSecs longest duration of the session
/// @param projectKey names the project among the user's; null when the client named none
/// @param idempotencyKey names the request among the user's; null when the client named none
/// @param createdAt time of the request
public record Job(
        String jobId,
        String userId,
        JobRequirements requirements,
        @Nullable Fingerprint peerFingerprint,
        int timeoutSecs,
        @Nullable String projectKey,
        @Nullable String idempotencyKey,
        Instant createdAt) {
    /// Returns whether the other job comes from the same request, sent again.
    public boolean asksTheSame(Job other) {
        return requirements.equals(other.requirements)
                && timeoutSecs == other.timeoutSecs
                && Objects.equals(peerFingerprint, other.peerFingerprint)
                && Objects.equals(projectKey, other.projectKey);
    }
}
