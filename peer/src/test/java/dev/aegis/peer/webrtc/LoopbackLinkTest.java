package dev.aegis.peer.webrtc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.peer.Certificates;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkPair;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerChannel.Received;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.Limits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackLinkTest {
    @TempDir
    static Path cache;

    static WebRtcEngine engine;

    private final DtlsCertificate one = Certificates.create(Clock.systemUTC());
    private final DtlsCertificate two = Certificates.create(Clock.systemUTC());
    private final DtlsCertificate third = Certificates.create(Clock.systemUTC());

    @BeforeAll
    static void start() {
        engine = WebRtcEngine.onLoopback(cache);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static LinkPair pair(LinkSettings client, LinkSettings machine) {
        return LinkPair.open(engine, client, engine, machine);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertTravels(byte[] message, PeerChannel from, PeerChannel to) throws Exception {
        from.sendMessage(message);
        assertArrayEquals(
                message, assertInstanceOf(Received.Message.class, to.receive()).content());
    }

    private static LinkException present(@Nullable LinkException reason) {
        return assertInstanceOf(LinkException.class, reason);
    }

    @Test
    void exchangesMessagesOnThreeChannels() throws Exception {
        try (LinkPair pair = LinkPair.connected(engine, engine)) {
            for (ChannelName name : ChannelName.values()) {
                assertTravels(text("up " + name), pair.client.channel(name), pair.machine.channel(name));
                assertTravels(text("down " + name), pair.machine.channel(name), pair.client.channel(name));
            }
        }
    }

    @Test
    void reportsCertificateThatPeerPresented() throws Exception {
        try (LinkPair pair = pair(LinkPair.settings(one, null), LinkPair.settings(two, one.fingerprint()))) {
            pair.negotiate();
            PeerLink.Connected connected = pair.awaitConnected();
            assertEquals(two.fingerprint(), connected.peer());
            assertFalse(connected.path().relayed());
        }
    }

    @Test
    void offersOnlyLoopbackCandidates() throws Exception {
        try (LinkPair pair = LinkPair.open(engine, engine)) {
            String offer = pair.client.createOffer();
            String answer = pair.machine.acceptOffer(offer);
            pair.client.acceptAnswer(answer);
            pair.awaitConnected();
            assertFalse(pair.candidates.isEmpty());
            for (String candidate : pair.candidates) {
                CandidateLine line = CandidateLine.parse(candidate).orElseThrow();
                assertEquals("127.0.0.1", line.address(), candidate);
                assertTrue(line.isUdp(), candidate);
            }
            assertFalse((offer + answer).contains("a=candidate"), offer + answer);
        }
    }

    @Test
    void connectsOnlyToLoopbackCandidates() throws Exception {
        try (PeerLink client = engine.open(LinkPair.settings(one, null), (candidate, mid, index) -> {});
                PeerLink machine =
                        engine.open(LinkPair.settings(two, one.fingerprint()), (candidate, mid, index) -> {})) {
            client.acceptAnswer(machine.acceptOffer(client.createOffer()));
            client.addRemoteCandidate("candidate:1 1 udp 2122260223 192.0.2.77 40000 typ host", "0", 0);
            client.addRemoteCandidate("candidate:2 1 udp 2122260223 a.local 40000 typ host", "0", 0);
            var late = assertThrows(LinkException.class, () -> client.awaitConnected(Duration.ofSeconds(1)));
            assertEquals("connect_timeout", late.code());
            String sentence = String.valueOf(late.getMessage());
            assertTrue(sentence.contains("the other side sent no candidates"), sentence);
            assertTrue(sentence.contains("no candidate pair was tried"), sentence);
            assertTrue(sentence.contains("no relay was offered"), sentence);
        }
    }

    @Test
    void rejectsChannelThatIsNotAllowed() throws Exception {
        var some = List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE);
        try (LinkPair pair = pair(LinkPair.settings(one, null), LinkPair.settings(two, one.fingerprint(), some))) {
            pair.negotiate();
            pair.awaitConnected();
            var rejected = assertThrows(LinkException.class, () -> pair.client.channel(ChannelName.PTY));
            assertEquals("channel_rejected", rejected.code());
            assertTrue(
                    String.valueOf(rejected.getMessage())
                            .startsWith("channel pty was rejected: not in this permission's allowed_channels"),
                    rejected::getMessage);
            assertTravels(
                    text("still here"),
                    pair.client.channel(ChannelName.ESPCTL),
                    pair.machine.channel(ChannelName.ESPCTL));
            assertEquals(
                    "channel_not_open",
                    assertThrows(LinkException.class, () -> pair.machine.channel(ChannelName.PTY))
                            .code());
        }
    }

    @Test
    void connectsWhenOnlySomeOfTheAllowedChannelsCome() throws Exception {
        var some = List.of(ChannelName.ESPCTL);
        try (LinkPair pair = pair(LinkPair.settings(one, null, some), LinkPair.settings(two, one.fingerprint()))) {
            pair.negotiate();
            pair.awaitConnected();
            assertTravels(
                    text("alone"), pair.client.channel(ChannelName.ESPCTL), pair.machine.channel(ChannelName.ESPCTL));
        }
    }

    @Test
    void refusesOfferThatNamesAnotherCertificate() throws Exception {
        try (LinkPair pair = pair(LinkPair.settings(one, null), LinkPair.settings(two, third.fingerprint()))) {
            var refused = assertThrows(LinkException.class, pair::negotiate);
            assertEquals("sdp_fingerprint_mismatch", refused.code());
        }
    }

    @Test
    void refusesOfferThatNamesTwoCertificates() throws Exception {
        try (LinkPair pair = pair(LinkPair.settings(one, null), LinkPair.settings(two, one.fingerprint()))) {
            String offer = pair.client.createOffer();
            String line = "a=fingerprint:sha-256 " + pairs(third.fingerprint()) + "\r\n";
            var refused = assertThrows(LinkException.class, () -> pair.machine.acceptOffer(offer + line));
            assertEquals("sdp_fingerprint_mismatch", refused.code());
        }
    }

    @Test
    void refusesOfferWithoutCertificate() throws Exception {
        try (LinkPair pair = pair(LinkPair.settings(one, null), LinkPair.settings(two, one.fingerprint()))) {
            String offer = pair.client.createOffer().replaceAll("a=fingerprint[^\r]*\r\n", "");
            var refused = assertThrows(LinkException.class, () -> pair.machine.acceptOffer(offer));
            assertEquals("sdp_fingerprint_mismatch", refused.code());
        }
    }

    /// An attacker in the middle answers with another certificate and puts the expected fingerprint into the SDP.
    @Test
    void endsLinkToPeerWithAnotherCertificateThanItsSdp() throws Exception {
        try (LinkPair pair = pair(LinkPair.settings(one, null), LinkPair.settings(two, third.fingerprint()))) {
            String forged = pair.client.createOffer().replace(pairs(one.fingerprint()), pairs(third.fingerprint()));
            pair.client.acceptAnswer(pair.machine.acceptOffer(forged));
            var refused = assertThrows(LinkException.class, () -> pair.machine.awaitConnected(LinkPair.PATIENCE));
            assertEquals("peer_certificate_mismatch", refused.code());
            assertThrows(LinkException.class, () -> pair.machine.channel(ChannelName.ESPCTL));
        }
    }

    @Test
    void refusesMalformedSdp() throws Exception {
        try (PeerLink machine = engine.open(LinkPair.settings(two, null), (candidate, mid, index) -> {})) {
            String nonsense = "v=0\r\na=fingerprint:sha-256 " + pairs(one.fingerprint()) + "\r\nnonsense\r\n";
            assertEquals(
                    "bad_sdp",
                    assertThrows(LinkException.class, () -> machine.acceptOffer(nonsense))
                            .code());
            assertEquals(
                    "bad_sdp",
                    assertThrows(LinkException.class, () -> machine.acceptOffer("x".repeat(70_000)))
                            .code());
        }
    }

    @Test
    void ignoresMalformedCandidates() throws Exception {
        try (LinkPair pair = LinkPair.open(engine, engine)) {
            pair.client.addRemoteCandidate("nonsense", null, 0);
            pair.negotiate();
            pair.client.addRemoteCandidate("candidate:1 1 udp x 127.0.0.1 99999999 typ host", "0", 0);
            pair.client.addRemoteCandidate("candidate:1 1 udp 1 127.0.0.1 9 typ host", "no such section", 77);
            pair.client.addRemoteCandidate("candidate:" + "x".repeat(10_000), "0", 0);
            pair.awaitConnected();
        }
    }

    @Test
    void survivesListenersThatThrow() throws Exception {
        try (PeerLink link = engine.open(LinkPair.settings(one, null), (candidate, mid, index) -> {
            throw new AssertionError("thrown by a test");
        })) {
            link.createOffer();
            var late = assertThrows(LinkException.class, () -> link.awaitConnected(Duration.ofSeconds(1)));
            assertEquals("connect_timeout", late.code());
        }
        try (LinkPair pair = LinkPair.connected(engine, engine)) {
            assertFalse(pair.candidates.isEmpty());
        }
    }

    @Test
    void refusesMalformedPemBeforeNativeCodeGetsIt() {
        List<DtlsCertificate> broken = List.of(
                new DtlsCertificate("nonsense", one.privateKeyPem(), one.fingerprint()),
                new DtlsCertificate(one.certificatePem(), "nonsense", one.fingerprint()),
                new DtlsCertificate(one.certificatePem().replace("\nM", "\nX"), one.privateKeyPem(), one.fingerprint()),
                new DtlsCertificate(one.certificatePem(), two.privateKeyPem(), one.fingerprint()),
                new DtlsCertificate(one.certificatePem(), one.privateKeyPem(), two.fingerprint()),
                new DtlsCertificate(one.certificatePem(), one.certificatePem(), one.fingerprint()));
        for (DtlsCertificate certificate : broken) {
            try (PeerLink link = engine.open(LinkPair.settings(certificate, null), (candidate, mid, index) -> {})) {
                assertEquals(
                        "bad_certificate",
                        assertThrows(LinkException.class, link::createOffer).code());
            }
        }
    }

    @Test
    void deliversWhatWasSentBeforeClose() throws Exception {
        try (LinkPair pair = LinkPair.connected(engine, engine)) {
            PeerChannel to = pair.machine.channel(ChannelName.ESPCTL);
            PeerChannel from = pair.client.channel(ChannelName.ESPCTL);
            byte[] piece = new byte[Limits.DATA_BYTES];
            for (int i = 0; i < 4; i++) {
                from.sendData(piece, 0, piece.length);
            }
            pair.client.close();
            for (int i = 0; i < 4; i++) {
                assertInstanceOf(Received.Data.class, to.receive());
            }
            assertEquals("link_closed", present(pair.machine.awaitClosed()).code());
        }
    }

    @Test
    void reportsThatThisSideClosedTheLink() throws Exception {
        LinkPair pair = LinkPair.connected(engine, engine);
        PeerChannel channel = pair.client.channel(ChannelName.ESPCTL);
        pair.close();
        assertEquals(
                "link_closed",
                assertThrows(LinkException.class, () -> channel.sendMessage(new byte[1]))
                        .code());
        pair.client.addRemoteCandidate("candidate:1 1 udp 1 127.0.0.1 9 typ host", "0", 0);
    }

    private static String pairs(Fingerprint fingerprint) {
        return fingerprint.text().substring("sha-256:".length());
    }
}
