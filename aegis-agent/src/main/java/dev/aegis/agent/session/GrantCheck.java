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

/// Who may open a session: the grant by the pinned keys, and the offer by the grant. The link holds the certificate of
/// the DTLS handshake against the grant a third time.
final class GrantCheck {
    private final Supplier<GrantVerifier> verifier;

    /// @param verifier the judge by the keys that are pinned now; they may rotate
    GrantCheck(Supplier<GrantVerifier> verifier) {
        this.verifier = verifier;
    }

    GrantVerification judge(JobAssignment job) {
        return verifier.get().verify(job.grant(), job.jobId());
    }

    /// Why the offer may not be answered, if so.
    static Optional<SessionEnd.Refused> objection(Grant grant, String sdp) {
        List<Fingerprint> named;
        try {
            named = Fingerprint.inSdp(sdp);
        } catch (IllegalArgumentException malformed) {
            return Optional.of(mismatch("a fingerprint that cannot be read"));
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
