package dev.aegis.protocol.grant;

import dev.aegis.protocol.Limits;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.grant.GrantVerification.Accepted;
import dev.aegis.protocol.grant.GrantVerification.Refused;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Map;

/// The verifier of grants on a build machine. It trusts the pinned keys and not the server that delivered the
/// grant.
public final class GrantVerifier {
    private final String agentId;
    private final String issuerId;
    private final Map<String, PublicKey> keysByKid;
    private final UsedGrants used;
    private final Clock clock;

    public GrantVerifier(
            String agentId, String issuerId, Map<String, PublicKey> keysByKid, UsedGrants used, Clock clock) {
        this.agentId = agentId;
        this.issuerId = issuerId;
        this.keysByKid = Map.copyOf(keysByKid);
        this.used = used;
        this.clock = clock;
    }

    /// Verifies a grant and records its use, so that it is accepted once.
    ///
    /// @param compact the grant as JWS compact serialization
    /// @param jobId the job for which it was delivered
    public GrantVerification verify(String compact, String jobId) {
        Grant grant;
        try {
            Jws jws = Jws.read(compact);
            PublicKey key = keysByKid.entrySet().stream()
                    .filter(entry -> jws.header().equals(Jws.header(GrantSigner.TYPE, entry.getKey())))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            if (key == null) {
                return new Refused(
                        RefusalCode.GRANT_UNKNOWN_KEY,
                        "the grant is not signed by a key pinned on this machine; enrol it again after a key rotation");
            }
            if (!Ed25519.verify(key, jws.signed(), jws.signature())) {
                return new Refused(RefusalCode.GRANT_BAD_SIGNATURE, "the grant's signature is wrong");
            }
            grant = WireJson.readStrict(jws.payload(), Grant.class);
        } catch (WireException broken) {
            return new Refused(RefusalCode.GRANT_MALFORMED, "the grant cannot be read: " + broken.getMessage());
        }
        return check(grant, jobId);
    }

    private GrantVerification check(Grant grant, String jobId) {
        long now = clock.instant().getEpochSecond();
        if (!grant.issuerId().equals(issuerId)) {
            return new Refused(
                    RefusalCode.GRANT_UNKNOWN_ISSUER,
                    "the grant was issued by '" + grant.issuerId() + "', this machine is enrolled with '" + issuerId
                            + "'");
        }
        if (!grant.jobId().equals(jobId) || !agentId.equals(grant.agentId())) {
            return new Refused(
                    RefusalCode.GRANT_NOT_OUR_JOB,
                    "the grant is for job " + grant.jobId() + " on machine " + grant.agentId() + ", not for job "
                            + jobId + " on " + agentId);
        }
        if (grant.issuedAt() > now + Limits.CLOCK_SKEW_SECS) {
            return new Refused(
                    RefusalCode.GRANT_NOT_YET_VALID,
                    "the grant was issued " + (grant.issuedAt() - now) + " s in this machine's future; set the clocks");
        }
        if (grant.expiresAt() + Limits.CLOCK_SKEW_SECS < now) {
            return new Refused(
                    RefusalCode.GRANT_EXPIRED,
                    "the grant expired " + (now - grant.expiresAt())
                            + " s ago by this machine's clock; ask for a new one");
        }
        if (!used.useOnce(grant.grantId(), grant.expiresAt() + Limits.CLOCK_SKEW_SECS, now)) {
            return new Refused(RefusalCode.GRANT_REPLAYED, "the grant was used before; ask for a new one");
        }
        return new Accepted(grant);
    }
}
