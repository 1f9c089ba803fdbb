package dev.aegis.agent.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.Secret;
import dev.aegis.protocol.control.AgentRegistered;
import dev.aegis.protocol.control.AgentRegistered.GrantKey;
import dev.aegis.protocol.grant.AgentKey;
import dev.aegis.protocol.grant.GrantVerification;
import dev.aegis.testkit.control.GrantMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {
    private static final Fingerprint CLIENT = new Fingerprint("sha-256" + ":AB".repeat(32));

    private final Clock clock = Clock.systemUTC();
    private final GrantMaker server = new GrantMaker("http://build.example", clock);

    @TempDir
    Path folder;

    @Test
    void keepsItsIdentityInAFileThatOnlyItsOwnerReads() throws IOException {
        String first = enrolment().key().agentId();

        assertEquals(first, enrolment().key().agentId());
        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(folder.resolve("agent.key")));
    }

    @Test
    void acceptsThePinnedKeysAfterARestart() throws ServerException {
        Enrolment first = enrolment();
        first.accept(answer(first, server.publicKeys()));

        assertInstanceOf(GrantVerification.Accepted.class, verdict(enrolment(), server));
    }

    @Test
    void refusesAServerThatShowsOtherKeysAndNamesTheCommand() throws ServerException {
        Enrolment enrolment = enrolment();
        enrolment.accept(answer(enrolment, server.publicKeys()));
        GrantMaker other = new GrantMaker("http://build.example", clock);

        ServerException refused =
                assertThrows(ServerException.class, () -> enrolment.accept(answer(enrolment, other.publicKeys())));

        assertEquals("other_keys", refused.code());
        assertTrue(refused.hint().contains("aegis-agent enrol --renew"), refused.hint());
        assertInstanceOf(GrantVerification.Refused.class, verdict(enrolment, other));
        assertInstanceOf(GrantVerification.Accepted.class, verdict(enrolment, server));
    }

    @Test
    void followsARotationThatKeepsOneKey() throws ServerException {
        Enrolment enrolment = enrolment();
        enrolment.accept(answer(enrolment, server.publicKeys()));
        GrantMaker next = new GrantMaker("http://build.example", clock);

        enrolment.accept(answer(
                enrolment,
                Stream.concat(server.publicKeys().stream(), next.publicKeys().stream())
                        .toList()));
        enrolment.accept(answer(enrolment, next.publicKeys()));

        assertInstanceOf(GrantVerification.Accepted.class, verdict(enrolment, next));
        assertInstanceOf(GrantVerification.Refused.class, verdict(enrolment, server));
    }

    @Test
    void needsTheSecretForTheFirstEnrolmentOnly() throws ServerException {
        StateDirectory state = new StateDirectory(folder);
        AgentKey key = new AgentKey(state.key(new SecureRandom()), clock);
        Enrolment without = new Enrolment(state, key, null, "http://build.example", clock);

        assertEquals(
                "not_enrolled",
                assertThrows(ServerException.class, without::registrationBearer).code());

        without.accept(answer(without, server.publicKeys()));
        assertEquals(3, without.registrationBearer().split("\\.", -1).length);
    }

    private Enrolment enrolment() {
        StateDirectory state = new StateDirectory(folder);
        AgentKey key = new AgentKey(state.key(new SecureRandom()), clock);
        return new Enrolment(state, key, new Secret("s"), "http://build.example", clock);
    }

    private AgentRegistered answer(Enrolment enrolment, List<GrantKey> keys) {
        return new AgentRegistered(enrolment.key().agentId(), server.issuerId(), keys, 30, 0);
    }

    private static GrantVerification verdict(Enrolment enrolment, GrantMaker maker) {
        String agentId = enrolment.key().agentId();
        return enrolment
                .verifier()
                .verify(maker.sign(maker.grant(agentId, "ada", "j-1", CLIENT, List.of(ChannelName.ESPCTL))), "j-1");
    }
}
