package dev.aegis.protocol.control;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.Required;
import org.jspecify.annotations.Nullable;

/// `POST /grant/request`: requests permission for one session with a build machine. Answered by `GrantAnswer`.
///
/// @param peerFingerprint fingerprint of the DTLS certificate that the client will present in this session
/// @param job the job, fields of this message in JSON
/// @param timeoutSecs maximum duration of the session in seconds, from 10, capped by policy; absent for the
///   server's default
/// @param idempotencyKey a repeated request with the same key gets the same job
public record GrantRequest(
        Fingerprint peerFingerprint,
        @JsonUnwrapped JobSpec job,
        @Nullable Integer timeoutSecs,
        @Nullable String idempotencyKey) {
    public GrantRequest {
        Required.field("peer_fingerprint", peerFingerprint);
        if (timeoutSecs != null) {
            Required.between("timeout_secs", timeoutSecs, 10, 7 * 24 * 3600);
        }
        Required.optionalText("idempotency_key", idempotencyKey, 128);
    }
}
