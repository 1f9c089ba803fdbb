package dev.aegis.peer.webrtc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.peer.Certificates;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkPair;
import dev.aegis.peer.PeerChannel.Received;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.control.IceServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a real coturn (Debian package `coturn`).
class RelayTest {
    @TempDir
    static Path directory;

    static Coturn relay;
    static WebRtcEngine engine;

    private final DtlsCertificate one = Certificates.create(Clock.systemUTC());
    private final DtlsCertificate two = Certificates.create(Clock.systemUTC());

    @BeforeAll
    static void start() throws Exception {
        relay = Coturn.start(directory);
        engine = WebRtcEngine.onLoopback(directory.resolve("cache"));
    }

    @AfterAll
    static void stop() throws Exception {
        engine.close();
        relay.close();
    }

    @Test
    void carriesBothDirectionsThroughRelayOnly() throws Exception {
        var servers = List.of(relay.server("job_1"));
        try (LinkPair pair = LinkPair.open(
                engine,
                LinkPair.relayed(one, null, servers),
                engine,
                LinkPair.relayed(two, one.fingerprint(), servers))) {
            pair.negotiate();
            PeerLink.Connected connected = pair.awaitConnected();
            assertTrue(connected.path().relayed(), connected::toString);
            assertEquals("relay", connected.path().local());
            assertTrue(
                    pair.candidates.stream().allMatch(line -> line.contains(" typ relay ")),
                    () -> pair.candidates.toString());
            pair.client.channel(ChannelName.ESPCTL).sendMessage(new byte[] {1});
            assertArrayEquals(
                    new byte[] {1},
                    assertInstanceOf(
                                    Received.Message.class,
                                    pair.machine.channel(ChannelName.ESPCTL).receive())
                            .content());
            pair.machine.channel(ChannelName.FIRMWARE).sendMessage(new byte[] {2});
            assertArrayEquals(
                    new byte[] {2},
                    assertInstanceOf(
                                    Received.Message.class,
                                    pair.client.channel(ChannelName.FIRMWARE).receive())
                            .content());
        }
    }

    @Test
    void explainsRefusedCredentials() {
        IceServer good = relay.server("job_1");
        var wrong = List.of(new IceServer(good.urls(), good.username(), "wrong"));
        try (PeerLink link = engine.open(LinkPair.relayed(one, null, wrong), (candidate, mid, index) -> {})) {
            var failed = assertThrows(LinkException.class, () -> {
                link.createOffer();
                link.awaitConnected(LinkPair.PATIENCE);
            });
            assertEquals("no_candidates", failed.code());
            String sentence = String.valueOf(failed.getMessage());
            assertTrue(sentence.contains("the relay refused the credentials"), sentence);
            assertTrue(sentence.contains("401"), sentence);
        }
    }

    @Test
    void explainsExpiredCredentials() {
        var expired = List.of(relay.serverExpiredAt(1_000_000_000L));
        try (PeerLink link = engine.open(LinkPair.relayed(one, null, expired), (candidate, mid, index) -> {})) {
            var failed = assertThrows(LinkException.class, () -> {
                link.createOffer();
                link.awaitConnected(LinkPair.PATIENCE);
            });
            assertEquals("no_candidates", failed.code());
            assertTrue(String.valueOf(failed.getMessage()).contains("wrong or have expired"), failed::getMessage);
        }
    }
}
