package dev.aegis.protocol.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.control.MachineIdentity;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MachineProofTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Fingerprint OWN = new Fingerprint("sha-256" + ":01".repeat(32));
    private static final Fingerprint OTHER = new Fingerprint("sha-256" + ":02".repeat(32));

    private final AgentKey key = newKey();

    @Test
    void distinguishesTheMachineFromAServerInTheMiddle() {
        MachineIdentity identity = key.identify("j-1", OWN);

        assertEquals(OWN, MachineProof.verify(identity, "j-1", OWN).dtlsFingerprint());
        assertEquals(
                "the answer's certificate is not the one that machine " + key.agentId() + " signed",
                complaint(identity, "j-1", OTHER));
    }

    @Test
    void refusesTheProofOfAnotherJob() {
        assertTrue(complaint(key.identify("j-1", OWN), "j-2", OWN).startsWith("the proof is for job j-1"));
    }

    @Test
    void refusesAKeyThatDoesNotMatchTheId() {
        MachineIdentity mine = key.identify("j-1", OWN);
        MachineIdentity swapped = new MachineIdentity(mine.agentId(), newKey().publicKey(), mine.proof());

        assertTrue(complaint(swapped, "j-1", OWN).contains("does not belong to the key"));
    }

    @Test
    void acceptsATokenForOneServerAndSixtySeconds() {
        String token = key.token("https://build.example.org");

        assertEquals(key.agentId(), AgentToken.claimedAgentId(token));
        AgentToken.verify(token, key.publicKey(), "https://build.example.org", at(0));
        AgentToken.verify(token, key.publicKey(), "https://build.example.org", at(90));
        assertThrows(
                WireException.class,
                () -> AgentToken.verify(token, key.publicKey(), "https://build.example.org", at(91)));
        assertThrows(
                WireException.class,
                () -> AgentToken.verify(token, key.publicKey(), "https://other.example.org", at(0)));
        assertThrows(
                WireException.class,
                () -> AgentToken.verify(token, newKey().publicKey(), "https://build.example.org", at(0)));
    }

    private static String complaint(MachineIdentity identity, String jobId, Fingerprint seen) {
        return String.valueOf(assertThrows(WireException.class, () -> MachineProof.verify(identity, jobId, seen))
                .getMessage());
    }

    private static Clock at(int secondsLater) {
        return Clock.fixed(NOW.plusSeconds(secondsLater), ZoneOffset.UTC);
    }

    private static AgentKey newKey() {
        try {
            return new AgentKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), at(0));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
