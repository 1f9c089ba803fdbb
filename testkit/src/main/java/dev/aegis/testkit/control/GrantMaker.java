package dev.aegis.testkit.control;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.control.AgentRegistered.GrantKey;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.grant.Ed25519;
import dev.aegis.protocol.grant.Grant;
import dev.aegis.protocol.grant.GrantSigner;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/// Signs grants with a key generated for the test.
public final class GrantMaker {
    private final String issuerId;
    private final Clock clock;
    private final KeyPair pair;
    private final String kid = "k-" + UUID.randomUUID();

    public GrantMaker(String issuerId, Clock clock) {
        this.issuerId = issuerId;
        this.clock = clock;
        try {
            this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", impossible);
        }
    }

    public String issuerId() {
        return issuerId;
    }

    public List<GrantKey> publicKeys() {
        return List.of(new GrantKey(kid, Ed25519.text(pair.getPublic())));
    }

    /// A grant that is valid now.
    public Grant grant(String agentId, String userId, String jobId, Fingerprint client, List<ChannelName> channels) {
        return new Grant(
                UUID.randomUUID().toString(),
                userId,
                jobId,
                agentId,
                issuerId,
                clock.instant().getEpochSecond(),
                30,
                new Grant.ExecutionParams("esp32c3", null, 2, 1024, 600),
                new Grant.WebRtc(channels, 0, 0, List.of(), client));
    }

    public String sign(Grant grant) {
        return new GrantSigner(kid, content -> Ed25519.sign(pair.getPrivate(), content)).sign(grant);
    }

    public JobAssignment assignment(Grant grant) {
        long now = clock.instant().getEpochSecond();
        return new JobAssignment(grant.jobId(), sign(grant), 1, now + 30, now);
    }
}
