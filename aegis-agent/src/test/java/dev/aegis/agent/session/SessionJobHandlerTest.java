package dev.aegis.agent.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.peer.Certificates;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.webrtc.WebRtcEngine;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.control.AgentRegistered.GrantKey;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import dev.aegis.protocol.grant.AgentKey;
import dev.aegis.protocol.grant.Ed25519;
import dev.aegis.protocol.grant.Grant;
import dev.aegis.protocol.grant.GrantVerifier;
import dev.aegis.protocol.grant.MachineProof;
import dev.aegis.protocol.grant.UsedGrants;
import dev.aegis.testkit.control.GrantMaker;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Accepted and refused jobs over real WebRTC links.
@Timeout(120)
class SessionJobHandlerTest {
    private static final PeerEngine ENGINE = WebRtcEngine.onLoopback(null);
    private static final List<ChannelName> BOTH = List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE);

    private final Clock clock = Clock.systemUTC();
    private final GrantMaker server = new GrantMaker("http://build.example", clock);
    private final AgentKey key = agentKey();
    private final UsedGrants used = new UsedGrants();
    private final DtlsCertificate certificate = Certificates.create(clock);
    private final Client client = new Client(ENGINE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SessionJobHandler sessions =
            new SessionJobHandler(key, this::verifier, ENGINE, clock, SessionJobHandlerTest::echoOnce);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @AfterAll
    static void closeEngine() {
        ENGINE.close();
    }

    @Test
    void opensTheLinkThatTheGrantPermitsAndProvesWhoItIs() throws Exception {
        Grant grant = grant();
        Future<SessionEnd> end = handle(assignment(grant));
        PeerLink link = ENGINE.open(settings(certificate, BOTH), client.offerCandidates(1));
        client.post(new SignalingEvent.Offered(new SessionDescription(link.createOffer(), 1, null)));
        SessionDescription answer = client.answer();
        link.close();

        Fingerprint seen = Fingerprint.inSdp(answer.sdp()).getFirst();
        var machine = answer.machine();
        assertTrue(machine != null, "an answer names its machine");
        assertEquals(
                key.agentId(), MachineProof.verify(machine, grant.jobId(), seen).agentId());
        try (PeerLink second = client.connect(settings(certificate, BOTH), 2)) {
            assertEquals("hi", echo(second));
        }
        assertEquals(new SessionEnd.Completed("echoed", 0), end.get(30, TimeUnit.SECONDS));
    }

    @Test
    void givesUpAfterThreeAttempts() throws Exception {
        Future<SessionEnd> end = handle(assignment(grant()));
        for (int attempt = 1; attempt <= 3; attempt++) {
            try (PeerLink link = ENGINE.open(settings(certificate, BOTH), (_, _, _) -> {})) {
                client.post(new SignalingEvent.Offered(new SessionDescription(link.createOffer(), attempt, null)));
                assertEquals(attempt, client.answer().attempt());
            }
        }

        SessionEnd.Refused refused = assertRefused("never_connected", end);
        assertTrue(refused.reason().contains("3 attempts"), refused.reason());
    }

    @Test
    void leavesTheOpeningWhenTheJobHasEnded() throws Exception {
        Future<SessionEnd> end = handle(assignment(grant()));
        client.post(new SignalingEvent.Ended("canceled", null, "the user went away"));

        assertEquals(new SessionEnd.Abandoned("the user went away"), end.get(30, TimeUnit.SECONDS));
    }

    @Test
    void refusesBadSignature() throws Exception {
        JobAssignment good = assignment(grant());
        String forged = good.grant().substring(0, good.grant().length() - 8) + "AAAAAAAA";

        assertRefused("grant_bad_signature", handle(new JobAssignment(good.jobId(), forged, 1, 0, 0)));
    }

    @Test
    void refusesGrantThatIsNoGrant() throws Exception {
        assertRefused("grant_malformed", handle(new JobAssignment("j-1", "what is this", 1, 0, 0)));
    }

    @Test
    void refusesKeyThatIsNotPinned() throws Exception {
        GrantMaker stranger = new GrantMaker(server.issuerId(), clock);

        assertRefused("grant_unknown_key", handle(stranger.assignment(grant())));
    }

    @Test
    void refusesOtherIssuer() throws Exception {
        assertRefused(
                "grant_unknown_issuer",
                handle(changed(g -> new Grant(
                        g.grantId(),
                        g.userId(),
                        g.jobId(),
                        g.agentId(),
                        "http://other.example",
                        g.issuedAt(),
                        g.ttlSecs(),
                        g.executionParams(),
                        g.webrtc()))));
    }

    @Test
    void refusesGrantOfTheFuture() throws Exception {
        assertRefused("grant_not_yet_valid", handle(changed(g -> issuedAt(g, g.issuedAt() + 90))));
    }

    @Test
    void refusesExpiredGrant() throws Exception {
        assertRefused("grant_expired", handle(changed(g -> issuedAt(g, g.issuedAt() - 90))));
    }

    @Test
    void refusesReplayedGrant() throws Exception {
        JobAssignment job = assignment(grant());
        Future<SessionEnd> first = handle(job);
        client.post(new SignalingEvent.Ended("canceled", null, null));
        assertInstanceOf(SessionEnd.Abandoned.class, first.get(30, TimeUnit.SECONDS));

        assertRefused("grant_replayed", handle(job));
    }

    @Test
    void refusesGrantForAnotherMachineOrJob() throws Exception {
        Grant other = server.grant("m-other", "ada", "j-1", certificate.fingerprint(), BOTH);
        assertRefused("grant_not_our_job", handle(server.assignment(other)));

        Grant grant = grant();
        assertRefused("grant_not_our_job", handle(new JobAssignment("j-2", server.sign(grant), 1, 0, 0)));
    }

    @Test
    void refusesOfferOfAnotherCertificate() throws Exception {
        Future<SessionEnd> end = handle(assignment(grant()));
        PeerLink thief = ENGINE.open(settings(Certificates.create(clock), BOTH), client.offerCandidates(1));
        client.post(new SignalingEvent.Offered(new SessionDescription(thief.createOffer(), 1, null)));

        assertRefused("sdp_fingerprint_mismatch", end);
        thief.close();
    }

    @Test
    void refusesCertificateThatIsNotTheOneOfTheOffer() throws Exception {
        Future<SessionEnd> end = handle(assignment(grant()));
        DtlsCertificate own = Certificates.create(clock);
        PeerLink thief = ENGINE.open(settings(own, BOTH), client.offerCandidates(1));
        String lie = thief.createOffer().replace(pairs(own), pairs(certificate));
        client.post(new SignalingEvent.Offered(new SessionDescription(lie, 1, null)));
        thief.acceptAnswer(client.answer().sdp());
        client.relayTo(thief, 1);

        assertRefused("peer_certificate_mismatch", end);
        thief.close();
    }

    @Test
    void rejectsChannelThatTheGrantDoesNotName() throws Exception {
        Future<SessionEnd> end = handle(assignment(grant()));
        List<ChannelName> all = List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE, ChannelName.PTY);
        try (PeerLink link = client.connect(settings(certificate, all), 1)) {
            LinkException rejected = assertThrows(LinkException.class, () -> link.awaitChannel(ChannelName.PTY));
            assertEquals("channel_rejected", rejected.code());
            assertTrue(
                    String.valueOf(rejected.getMessage())
                            .startsWith("channel pty was rejected: not in this permission's allowed_channels"),
                    rejected.getMessage());
            assertEquals("hi", echo(link));
        }
        end.get(30, TimeUnit.SECONDS);
    }

    private static SessionEnd echoOnce(Grant grant, PeerLink link) throws InterruptedException {
        try {
            PeerChannel channel = link.channel(ChannelName.ESPCTL);
            if (channel.receive() instanceof PeerChannel.Received.Message message) {
                channel.sendMessage(message.content());
                channel.receive();
            }
            return new SessionEnd.Completed("echoed", 0);
        } catch (LinkException broken) {
            return new SessionEnd.Completed(broken.code(), 0);
        }
    }

    private static @Nullable String echo(PeerLink link) throws Exception {
        PeerChannel channel = link.channel(ChannelName.ESPCTL);
        channel.sendMessage("hi".getBytes(StandardCharsets.UTF_8));
        return channel.receive() instanceof PeerChannel.Received.Message message
                ? new String(message.content(), StandardCharsets.UTF_8)
                : null;
    }

    private Future<SessionEnd> handle(JobAssignment job) {
        return threads.submit(() -> sessions.handle(job, client));
    }

    private static SessionEnd.Refused assertRefused(String code, Future<SessionEnd> end) throws Exception {
        SessionEnd.Refused refused = assertInstanceOf(SessionEnd.Refused.class, end.get(60, TimeUnit.SECONDS));
        assertEquals(code, refused.code(), refused.reason());
        return refused;
    }

    private Grant grant() {
        return server.grant(key.agentId(), "ada", "j-1", certificate.fingerprint(), BOTH);
    }

    private JobAssignment assignment(Grant grant) {
        return server.assignment(grant);
    }

    private JobAssignment changed(UnaryOperator<Grant> change) {
        return server.assignment(change.apply(grant()));
    }

    private static Grant issuedAt(Grant g, long issuedAt) {
        return new Grant(
                g.grantId(),
                g.userId(),
                g.jobId(),
                g.agentId(),
                g.issuerId(),
                issuedAt,
                g.ttlSecs(),
                g.executionParams(),
                g.webrtc());
    }

    private GrantVerifier verifier() {
        GrantKey pinned = server.publicKeys().getFirst();
        return new GrantVerifier(
                key.agentId(),
                server.issuerId(),
                java.util.Map.of(pinned.kid(), Ed25519.publicKey(pinned.publicKey())),
                used,
                clock);
    }

    private static LinkSettings settings(DtlsCertificate own, List<ChannelName> channels) {
        return new LinkSettings(own, List.of(), false, channels, null, 1 << 20);
    }

    private static String pairs(DtlsCertificate certificate) {
        return certificate.fingerprint().text().substring("sha-256:".length());
    }

    private AgentKey agentKey() {
        try {
            return new AgentKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), clock);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
