package dev.aegis.espctl.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.Environment;
import dev.aegis.espctl.settings.MachinePins;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.settings.ServerAddress;
import dev.aegis.espctl.settings.UserDirectories;
import dev.aegis.espctl.testing.ScriptedServer;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.Secret;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.GrantAnswer;
import dev.aegis.protocol.control.MachineIdentity;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import dev.aegis.protocol.grant.AgentKey;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build server that puts itself in the middle must not receive a project.
class ConnectorTest {
    private static final Fingerprint REAL = new Fingerprint("sha-256" + ":AA".repeat(32));
    private static final Fingerprint MIDDLE = new Fingerprint("sha-256" + ":BB".repeat(32));

    @TempDir
    Path home;

    private final ScriptedServer server = new ScriptedServer();
    private final List<String> news = new ArrayList<>();
    private AgentKey machine;

    @BeforeEach
    void keys() throws Exception {
        machine = new AgentKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), Clock.systemUTC());
        grant(List.of(machine.agentId()), new QueueStatus(0, null, null));
        server.answer("/signaling/j-1/offer", 204, "text/plain", "");
        server.answer("/signaling/j-1/candidate", 204, "text/plain", "");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refusesAnAnswerWithoutASignature() {
        answer(sdp(REAL), null);

        assertUntrusted(REAL, "carries no proof");
    }

    @Test
    void refusesAProofForAnotherJob() {
        answer(sdp(REAL), machine.identify("j-2", REAL));

        assertUntrusted(REAL, "the proof is for job j-2");
    }

    @Test
    void refusesACertificateThatTheMachineDidNotSign() {
        answer(sdp(MIDDLE), machine.identify("j-1", REAL));

        assertUntrusted(MIDDLE, "is not the one that machine");
    }

    @Test
    void refusesAnAnswerWithTwoCertificates() {
        answer(sdp(REAL) + sdp(MIDDLE), machine.identify("j-1", REAL));

        assertUntrusted(REAL, "exactly one certificate");
    }

    @Test
    void refusesAConnectionWithAnotherCertificateThanWasSigned() {
        answer(sdp(REAL), machine.identify("j-1", REAL));

        assertUntrusted(MIDDLE, "the certificate of the connection");
    }

    @Test
    void refusesAKeyThatDoesNotBelongToTheId() throws Exception {
        AgentKey other = new AgentKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), Clock.systemUTC());
        MachineIdentity real = machine.identify("j-1", REAL);
        answer(
                sdp(REAL),
                new MachineIdentity(
                        real.agentId(),
                        other.publicKey(),
                        other.identify("j-1", REAL).proof()));

        assertUntrusted(REAL, "does not belong to the key");
    }

    @Test
    void refusesAnotherMachineThanTheTaskRunsOn() {
        answer(sdp(REAL), machine.identify("j-1", REAL));

        Failure failure = failure(REAL, request("m-" + "7".repeat(32), null));

        assertEquals("machine_not_verified", failure.code());
        assertTrue(failure.sentence().contains("in place of m-7777"), failure.sentence());
    }

    @Test
    void namesTheMissingCapabilityWhenNoMachineCanTakeTheJob() {
        events(new SignalingEvent.Queue(
                new QueueStatus(1, null, "no machine has esp32p4 with v5.5.1; 2 machines have v5.4")));

        Failure failure = failure(REAL, request(null, Duration.ofMillis(300)));

        assertEquals(ExitCode.NO_MACHINE, failure.exit());
        assertTrue(failure.sentence().contains("no machine has esp32p4 with v5.5.1"), failure.sentence());
        assertEquals(List.of("queued 1"), news);
    }

    @Test
    void passesOnTheRefusalOfTheMachine() {
        events(new SignalingEvent.Ended(
                "refused", "grant_expired", "the grant expired 40 s ago by this machine's clock"));

        Failure failure = failure(REAL, request(null, null));

        assertEquals(ExitCode.REFUSED, failure.exit());
        assertEquals("grant_expired", failure.code());
        assertTrue(String.valueOf(failure.hint()).contains("clocks"), failure.hint());
    }

    private void assertUntrusted(Fingerprint otherSide, String part) {
        OfflineEngine engine = new OfflineEngine(otherSide);
        Failure failure = failure(engine, request(null, null));

        assertEquals("machine_not_verified", failure.code());
        assertEquals(ExitCode.REFUSED, failure.exit());
        assertTrue(failure.sentence().contains(part), failure.sentence());
        assertEquals(1, engine.links(), "there must be no second try");
    }

    private Failure failure(Fingerprint otherSide, SessionRequest request) {
        return failure(new OfflineEngine(otherSide), request);
    }

    private Failure failure(OfflineEngine engine, SessionRequest request) {
        Environment environment = new Environment(Map.of());
        ServerAddress address = ServerAddress.parse(server.address(), environment);
        MachinePins pins = new MachinePins(UserDirectories.of(environment, home), environment, Clock.systemUTC());
        try (ControlClient control =
                new ControlClient(new Server(address, "--remote", new Secret("key"), "--token"), Clock.systemUTC())) {
            Connector connector = new Connector(control, engine, pins, Clock.systemUTC(), "test");
            return assertThrows(Failure.class, () -> connector.open(request, new Recorded(news)));
        }
    }

    private static SessionRequest request(@Nullable String agentId, @Nullable Duration patience) {
        return new SessionRequest(List.of(ChannelName.ESPCTL), "esp32c3", null, null, null, agentId, patience);
    }

    private void grant(List<String> candidates, QueueStatus queue) {
        long now = Clock.systemUTC().instant().getEpochSecond();
        server.answer(
                "/grant/request",
                200,
                "application/json",
                WireJson.text(new GrantAnswer("j-1", "grant", now + 30, candidates, List.of(), now, queue)));
    }

    private void answer(String sdp, @Nullable MachineIdentity identity) {
        events(
                new SignalingEvent.Assigned(machine.agentId()),
                new SignalingEvent.Answered(new SessionDescription(sdp, 1, identity)));
    }

    private void events(SignalingEvent... events) {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < events.length; i++) {
            String json = WireJson.text(new Box(events[i])).replaceFirst("^\\{\"event\":", "");
            stream.append("id: ")
                    .append(i + 1)
                    .append("\ndata: ")
                    .append(json, 0, json.length() - 1)
                    .append("\n\n");
        }
        server.events("/signaling/j-1/events", stream.toString());
    }

    /// Lets the type name be written, which needs the sealed type in a field.
    private record Box(SignalingEvent event) {}

    private static String sdp(Fingerprint fingerprint) {
        return "a=fingerprint:sha-256 " + fingerprint.text().substring("sha-256:".length()) + "\r\n";
    }

    private record Recorded(List<String> events) implements ConnectListener {
        @Override
        public void on(ConnectEvent event) {
            switch (event) {
                case ConnectEvent.Queued queued ->
                    events.add("queued " + queued.queue().position());
                case ConnectEvent.AttemptFailed failed -> events.add("attempt " + failed.attempt() + " failed");
                case ConnectEvent.Assigned ignored -> {}
                case ConnectEvent.NewMachine ignored -> {}
                case ConnectEvent.AskedAgain ignored -> {}
                case ConnectEvent.ClockSkewed ignored -> {}
            }
        }
    }
}
