package dev.aegis.protocol.grant;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.control.IceServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the build server permits: one user, one job, one client certificate, some channels, for a few
/// seconds.
///
/// @param grantId unique, so that a machine accepts it once
/// @param userId who asked
/// @param jobId the permission and the session that it opens
/// @param agentId the one machine that may accept it; absent in the client's copy, which opens nothing
/// @param issuerId who signed
/// @param issuedAt unix seconds
/// @param ttlSecs life in seconds, 5 to 30
/// @param executionParams what may be run
/// @param webrtc what may be opened
public record Grant(
        String grantId,
        String userId,
        String jobId,
        @Nullable String agentId,
        String issuerId,
        long issuedAt,
        int ttlSecs,
        ExecutionParams executionParams,
        WebRtc webrtc) {
    public Grant {
        Required.text("grant_id", grantId, 64);
        Required.text("user_id", userId, 128);
        Required.text("job_id", jobId, 64);
        Required.optionalText("agent_id", agentId, 64);
        Required.text("issuer_id", issuerId, 256);
        Required.between("ttl_secs", ttlSecs, Limits.GRANT_TTL_MIN_SECS, Limits.GRANT_TTL_MAX_SECS);
        Required.field("execution_params", executionParams);
        Required.field("webrtc", webrtc);
    }

    public long expiresAt() {
        return issuedAt + ttlSecs;
    }

    /// @param target the chip; absent when the session builds nothing
    /// @param idfVersion the ESP-IDF version; absent for the machine's default
    /// @param cpuCores cores of each build
    /// @param memoryMb memory of each build, in MiB
    /// @param timeoutSecs life of the session that the grant opens, in seconds
    public record ExecutionParams(
            @Nullable String target, @Nullable String idfVersion, int cpuCores, int memoryMb, int timeoutSecs) {}

    /// @param allowedChannels every other channel is closed at once
    /// @param maxBandwidthKbps kilobits per second and channel; 0 for no limit. Slows down, never
    ///   disconnects
    /// @param maxMessageRate messages per second and channel; 0 for no limit
    /// @param iceServers STUN and TURN servers with credentials for the machine's side
    /// @param peerFingerprint the only DTLS certificate that the client may present
    public record WebRtc(
            List<ChannelName> allowedChannels,
            int maxBandwidthKbps,
            int maxMessageRate,
            List<IceServer> iceServers,
            Fingerprint peerFingerprint) {
        public WebRtc {
            allowedChannels = Required.list(allowedChannels);
            iceServers = Required.list(iceServers);
            Required.field("peer_fingerprint", peerFingerprint);
        }
    }
}
