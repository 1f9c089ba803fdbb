package dev.aegis.protocol.grant;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The reason why a machine refuses to open a session. The wire name is the lower-case name.
public enum RefusalCode {
    /// The grant cannot be read.
    GRANT_MALFORMED,
    /// The signature is wrong.
    GRANT_BAD_SIGNATURE,
    /// Another build server issued the grant.
    GRANT_UNKNOWN_ISSUER,
    /// The key is not one of the pinned keys.
    GRANT_UNKNOWN_KEY,
    /// The grant was issued more than 30 seconds in the future.
    GRANT_NOT_YET_VALID,
    /// The grant expired more than 30 seconds ago.
    GRANT_EXPIRED,
    /// The grant was accepted before.
    GRANT_REPLAYED,
    /// The grant is for another job or machine.
    GRANT_NOT_OUR_JOB,
    /// The fingerprint in the SDP is not the one in the grant.
    SDP_FINGERPRINT_MISMATCH,
    /// The certificate in the DTLS handshake is not the one in the grant.
    PEER_CERTIFICATE_MISMATCH,
    /// No connection was established in time.
    NEVER_CONNECTED;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
