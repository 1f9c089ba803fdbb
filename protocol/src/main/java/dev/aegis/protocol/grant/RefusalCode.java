package dev.aegis.protocol.grant;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Why a machine will not open a session. The wire name is the lower-case name.
public enum RefusalCode {
    GRANT_MALFORMED,
    GRANT_BAD_SIGNATURE,
    GRANT_UNKNOWN_ISSUER,
    GRANT_UNKNOWN_KEY,
    GRANT_NOT_YET_VALID,
    GRANT_EXPIRED,
    GRANT_REPLAYED,
    GRANT_NOT_OUR_JOB,
    /// The SDP names another fingerprint than the grant.
    SDP_FINGERPRINT_MISMATCH,
    /// The certificate that the peer really presented in the DTLS handshake is not the grant's.
    PEER_CERTIFICATE_MISMATCH,
    /// No connection came about in the time that the grant's session allows for it.
    NEVER_CONNECTED;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
