package dev.aegis.protocol.control;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /grant/request`: a client asks for permission to open one session with a build machine.
///
/// @param peerFingerprint SHA-256 of the DTLS certificate that the client will use in this session
/// @param requiredChannels the data channels that it will open, at least one
/// @param target the chip, such as `esp32c3`; absent when the session builds nothing
/// @param idfVersion the ESP-IDF version; absent for the machine's default
/// @param cpuCores cores wanted; absent for the server's default
/// @param memoryMb memory wanted in MiB; absent for the server's default
/// @param timeoutSecs how long the session may live, in seconds, capped by policy; absent for the
///   server's default
/// @param projectKey opaque name of the project, the same for each of its builds, so that the machine
///   with its warm workspace is preferred
/// @param agentId the one machine that must take this job, because an earlier session of the same task
///   ran there; absent for any
/// @param idempotencyKey a repeated request with the same key gets the first one's job
public record GrantRequest(
        Fingerprint peerFingerprint,
        List<ChannelName> requiredChannels,
        @Nullable String target,
        @Nullable String idfVersion,
        @Nullable Integer cpuCores,
        @Nullable Integer memoryMb,
        @Nullable Integer timeoutSecs,
        @Nullable String projectKey,
        @Nullable String agentId,
        @Nullable String idempotencyKey) {
    public GrantRequest {
        Required.field("peer_fingerprint", peerFingerprint);
        requiredChannels = Required.list(requiredChannels).stream().distinct().toList();
        if (requiredChannels.isEmpty()) {
            throw new IllegalArgumentException(
                    "field 'required_channels' is missing; name at least one of espctl, pty, firmware");
        }
        Required.optionalText("target", target, 32);
        Required.optionalText("idf_version", idfVersion, 64);
        if (cpuCores != null) {
            Required.between("cpu_cores", cpuCores, 1, 256);
        }
        if (memoryMb != null) {
            Required.between("memory_mb", memoryMb, 64, 1 << 20);
        }
        if (timeoutSecs != null) {
            Required.between("timeout_secs", timeoutSecs, 10, 7 * 24 * 3600);
        }
        Required.optionalText("project_key", projectKey, 128);
        Required.optionalText("agent_id", agentId, 64);
        Required.optionalText("idempotency_key", idempotencyKey, 128);
    }
}
