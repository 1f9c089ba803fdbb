package dev.aegis.agent.session;

import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.grant.Grant;
import dev.aegis.protocol.grant.GrantVerification;
import dev.aegis.protocol.grant.GrantVerifier;
import dev.aegis.protocol.grant.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The check of who may open a session: the grant against the pinned keys, and the offer against the grant. Later the
/// link also compares the certificate of the DTLS handshake with the grant.
final class GrantCheck {
    private final Supplier<GrantVerifier> verifier;

    /// @param verifier returns a verifier with the keys that are pinned now; they may rotate
    GrantCheck(Supplier<GrantVerifier> verifier) {
        this.verifier = verifier;
    }

    GrantVerification verify(JobAssignment job) {
        return verifier.get().verify(job.grant(), job.jobId());
    }

    /// Returns the refusal of an offer, or empty if it may be answered.
    static Optional<SessionEnd.Refused> checkOffer(Grant grant, String sdp) {
        List<Fingerprint> named;
        try {
            named = Fingerprint.inSdp(sdp);
        } catch (IllegalArgumentException malformed) {
            return Optional.of(mismatch("an unreadable fingerprint"));
        }
        return named.equals(List.of(grant.webrtc().peerFingerprint()))
                ? Optional.empty()
                : Optional.of(mismatch(named.isEmpty() ? "no fingerprint" : named.toString()));
    }

    private static SessionEnd.Refused mismatch(String found) {
        return refused(
                RefusalCode.SDP_FINGERPRINT_MISMATCH,
                "the offer names " + found + ", not the certificate that the grant was issued for");
    }

    static SessionEnd.Refused refused(RefusalCode cause, String reason) {
        return new SessionEnd.Refused(cause.code(), reason);
    }
}
