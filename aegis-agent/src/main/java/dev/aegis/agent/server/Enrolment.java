package dev.aegis.agent.server;

import dev.aegis.protocol.Secret;
import dev.aegis.protocol.control.AgentRegistered;
import dev.aegis.protocol.control.AgentRegistration;
import dev.aegis.protocol.control.AgentRegistration.RunningJob;
import dev.aegis.protocol.grant.AgentKey;
import dev.aegis.protocol.grant.AgentToken;
import dev.aegis.protocol.grant.GrantVerifier;
import dev.aegis.protocol.grant.UsedGrants;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The identity of this machine and the keys whose grants it accepts. The first enrolment pins the build server's keys;
/// later a server with other keys is refused.
final class Enrolment {
    private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);

    private final StateDirectory state;
    private final AgentKey key;
    private final @Nullable Secret secret;
    private final String buildServer;
    private final Clock clock;
    private final UsedGrants used = new UsedGrants();
    private @Nullable PinnedKeys pins;
    private boolean loaded;

    Enrolment(StateDirectory state, AgentKey key, @Nullable Secret secret, String buildServer, Clock clock) {
        this.state = state;
        this.key = key;
        this.secret = secret;
        this.buildServer = buildServer;
        this.clock = clock;
    }

    AgentKey key() {
        return key;
    }

    /// Returns the token of one request.
    String bearer() {
        return key.token(pinned().issuerId());
    }

    /// Returns the credential of a registration: the shared secret, or a token of an enrolled machine's key.
    String registrationBearer() throws ServerException {
        if (secret != null) {
            return secret.reveal();
        }
        if (pins() == null) {
            throw new ServerException(
                    "not_enrolled",
                    "this machine is not enrolled with a build server yet",
                    "set AGENT_AUTH_SECRET to the build server's value for the first start");
        }
        return bearer();
    }

    AgentRegistration registration(Capabilities offer, List<RunningJob> running) {
        return new AgentRegistration(
                key.publicKey(),
                key.token(AgentToken.REGISTER),
                offer.name(),
                offer.versions(),
                offer.channels(),
                offer.cpuCores(),
                offer.memoryMb(),
                offer.maxJobs(),
                offer.agentVersion(),
                running);
    }

    /// Compares the keys in the answer with the pinned ones. Pins them if none are pinned or they were rotated.
    void accept(AgentRegistered answer) throws ServerException {
        PinnedKeys offered = PinnedKeys.of(buildServer, answer, clock.instant().getEpochSecond());
        PinnedKeys pinned = pins();
        if (!answer.agentId().equals(key.agentId())) {
            throw new ServerException(
                    "wrong_agent_id",
                    "the build server calls this machine " + answer.agentId() + ", but its key says " + key.agentId(),
                    "check which server answers at " + buildServer);
        }
        if (pinned != null && !pinned.isContinuedBy(offered)) {
            throw new ServerException(
                    "other_keys",
                    "the build server at " + buildServer + " signs with other keys (" + offered.issuerId() + ": "
                            + offered.kids() + ") than those pinned on this machine on "
                            + Instant.ofEpochSecond(pinned.pinnedAt()) + " (" + pinned.issuerId() + ": "
                            + pinned.kids() + ")",
                    "if its operator confirms the new keys, run: aegis-agent enrol --renew");
        }
        if (pinned == null || !pinned.grantKeys().equals(offered.grantKeys())) {
            LOG.atInfo()
                    .addKeyValue("issuer_id", offered.issuerId())
                    .addKeyValue("kids", offered.kids())
                    .log(pinned == null ? "grant keys pinned" : "grant keys rotated");
            state.pin(offered);
        }
        use(pinned != null && pinned.grantKeys().equals(offered.grantKeys()) ? pinned : offered);
    }

    /// Lets the next registration pin the keys that the build server then has. The saved pins stay until then; they are
    /// not read, because they may be damaged.
    void forgetPins() {
        use(null);
    }

    /// Reads the saved pins.
    ///
    /// @throws StateException if they are damaged
    void loadPins() {
        PinnedKeys _ = pins();
    }

    private synchronized void use(@Nullable PinnedKeys now) {
        pins = now;
        loaded = true;
    }

    private synchronized @Nullable PinnedKeys pins() {
        if (!loaded) {
            pins = state.pins().orElse(null);
            loaded = true;
        }
        return pins;
    }

    String summary() {
        PinnedKeys now = pinned();
        return "machine " + key.agentId() + " is enrolled with " + now.issuerId() + " at " + now.buildServer()
                + "; grant keys: " + now.kids();
    }

    /// Returns a verifier of grants with the keys that are pinned now.
    GrantVerifier verifier() {
        PinnedKeys now = pinned();
        return new GrantVerifier(key.agentId(), now.issuerId(), now.keysByKid(), used, clock);
    }

    private PinnedKeys pinned() {
        PinnedKeys now = pins();
        if (now == null) {
            throw new IllegalStateException("a machine that is not enrolled can only register");
        }
        return now;
    }
}
