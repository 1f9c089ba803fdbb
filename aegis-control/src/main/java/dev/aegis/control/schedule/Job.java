package dev.aegis.control.schedule;

import dev.aegis.protocol.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One permission and the session that it opens, as it was asked for.
///
/// @param jobId its name
/// @param userId who asked
/// @param requirements what the machine must have
/// @param peerFingerprint the client's DTLS certificate; null for a session that was adopted after a restart of the
/// server
/// @param timeoutSecs how long the session may live
/// @param projectKey names the project among the user's; null when it was not said
/// @param idempotencyKey names the request among the user's; null when it was not said
/// @param createdAt when it was asked for
public record Job(
        String jobId,
        String userId,
        JobRequirements requirements,
        @Nullable Fingerprint peerFingerprint,
        int timeoutSecs,
        @Nullable String projectKey,
        @Nullable String idempotencyKey,
        Instant createdAt) {
    /// Whether the other one is the same request, sent again.
    public boolean asksTheSame(Job other) {
        return requirements.equals(other.requirements)
                && timeoutSecs == other.timeoutSecs
                && java.util.Objects.equals(peerFingerprint, other.peerFingerprint)
                && java.util.Objects.equals(projectKey, other.projectKey);
    }
}
