package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import dev.aegis.protocol.Timestamped;
import java.util.List;

/// The answer to an `AgentRegistration`, with status 200.
///
/// @param agentId the machine's id, derived from its public key
/// @param issuerId issuer of the grants
/// @param grantKeys the public keys to pin; two at most, so that keys can rotate
/// @param leaseSecs validity of a lease without renewal, in seconds
/// @param serverTime unix seconds at the build server
public record AgentRegistered(String agentId, String issuerId, List<GrantKey> grantKeys, int leaseSecs, long serverTime)
        implements Timestamped {
    public AgentRegistered {
        Required.text("agent_id", agentId, 64);
        Required.text("issuer_id", issuerId, 256);
        grantKeys = Required.list(grantKeys);
    }

    /// A public key for the verification of grants.
    ///
    /// @param kid its name in the JWS header
    /// @param publicKey raw Ed25519 public key, base64url without padding
    public record GrantKey(String kid, String publicKey) {
        public GrantKey {
            Required.text("kid", kid, 64);
            Required.text("public_key", publicKey, 64);
        }
    }
}
