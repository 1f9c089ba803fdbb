package dev.aegis.agent.server;

import dev.aegis.protocol.Required;
import dev.aegis.protocol.control.AgentRegistered;
import dev.aegis.protocol.control.AgentRegistered.GrantKey;
import dev.aegis.protocol.grant.Ed25519;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The keys whose grants this machine accepts, pinned at its enrolment.
///
/// @param buildServer the address of the server that sent them
/// @param issuerId the id of the server that signs with them
/// @param grantKeys at most two
/// @param pinnedAt unix seconds
record PinnedKeys(String buildServer, String issuerId, List<GrantKey> grantKeys, long pinnedAt) {
    private static final int AT_MOST = 2;

    PinnedKeys {
        Required.text("build_server", buildServer, 2048);
        Required.text("issuer_id", issuerId, 256);
        grantKeys = Required.list(grantKeys);
        Required.between("number of grant_keys", grantKeys.size(), 1, AT_MOST);
    }

    static PinnedKeys of(String buildServer, AgentRegistered answer, long now) {
        return new PinnedKeys(buildServer, answer.issuerId(), answer.grantKeys(), now);
    }

    /// Whether other keys are a rotation of these: the same issuer, and at least one key in common.
    boolean isContinuedBy(PinnedKeys other) {
        return issuerId.equals(other.issuerId) && grantKeys.stream().anyMatch(other.grantKeys::contains);
    }

    Map<String, PublicKey> keysByKid() {
        return grantKeys.stream()
                .collect(Collectors.toMap(GrantKey::kid, key -> Ed25519.publicKey(key.publicKey()), (a, _) -> a));
    }

    String kids() {
        return grantKeys.stream().map(GrantKey::kid).collect(Collectors.joining(", "));
    }
}
