package dev.aegis.protocol.grant;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.control.IceServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The permission of the build server for one session: one user, one job, one client certificate and some
/// channels, valid for 5 to 30 seconds.
///
/// @param grantId unique id; a machine accepts each once
/// @param userId the user
/// @param jobId the job
/// @param agentId the only machine that may accept it; absent in the client's copy, which no machine accepts
/// @param issuerId the build server that signed it
/// @param issuedAt time of issue, in unix seconds
/// @param ttlSecs validity in seconds, 5 to 30
/// @param executionParams limits of the builds
/// @param webrtc limits of the connection
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

    /// The limits of the builds in the session.
    ///
    /// @param target the chip; absent when the session builds nothing
    /// @param idfVersion the ESP-IDF version; absent for the machine's default
    /// @param cpuCores cores of each build
    /// @param memoryMb memory of each build, in MiB
    /// @param timeoutSecs maximum duration of the session, in seconds
    public record ExecutionParams(
            @Nullable String target, @Nullable String idfVersion, int cpuCores, int memoryMb, int timeoutSecs) {}

    /// The limits of the connection.
    ///
    /// @param allowedChannels the channels that may be opened; the machine closes others at once
    /// @param maxBandwidthKbps kilobits per second on each channel; 0 for no limit. A sender at the limit
    ///   slows down and is not disconnected
    /// @param maxMessageRate frames per second on each channel; 0 for no limit
    /// @param iceServers STUN and TURN servers with credentials for the machine
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
