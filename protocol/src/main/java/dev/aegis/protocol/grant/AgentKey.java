package dev.aegis.protocol.grant;

import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.MachineIdentity;
import java.security.KeyPair;
import java.time.Clock;

/// The enrolled key pair of a build machine. It signs the token of each request to the build server and the
/// proof for each client.
public final class AgentKey {
    private static final int TOKEN_TTL_SECS = 60;

    private final KeyPair pair;
    private final Clock clock;
    private final String publicKey;
    private final String agentId;

    public AgentKey(KeyPair pair, Clock clock) {
        this.pair = pair;
        this.clock = clock;
        this.publicKey = Ed25519.text(pair.getPublic());
        this.agentId = idOf(publicKey);
    }

    /// Returns the machine id of a public key: `m-` and the first 32 hexadecimal digits of its SHA-256.
    public static String idOf(String publicKey) {
        return "m-" + Digest.of(Ed25519.decode(publicKey)).hex().substring(0, 32);
    }

    public String agentId() {
        return agentId;
    }

    public String publicKey() {
        return publicKey;
    }

    /// Returns the bearer token of one request.
    ///
    /// @param audience the issuer id of the build server, or `AgentToken.REGISTER`
    public String token(String audience) {
        long now = clock.instant().getEpochSecond();
        return write(AgentToken.TYPE, new AgentToken(agentId, audience, now, now + TOKEN_TTL_SECS));
    }

    /// Returns the identity for one SDP answer. It shows a client that this machine made the answer, and
    /// not a build server in the middle.
    public MachineIdentity identify(String jobId, Fingerprint own) {
        long now = clock.instant().getEpochSecond();
        return new MachineIdentity(
                agentId, publicKey, write(MachineProof.TYPE, new MachineProof(agentId, jobId, own, now)));
    }

    private String write(String type, Object claims) {
        return Jws.write(
                Jws.header(type, agentId), WireJson.bytes(claims), content -> Ed25519.sign(pair.getPrivate(), content));
    }
}
