package dev.aegis.peer.webrtc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.peer.Certificates;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkPair;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.process.LinkProcessEngine;
import dev.aegis.peer.process.LinkProcessOptions;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.control.IceServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkEndTest {
    @TempDir
    static Path cache;

    private static WebRtcOptions impatient() {
        return new WebRtcOptions(true, cache, Duration.ofSeconds(1), Duration.ofSeconds(1), 100, 200_000);
    }

    @Test
    void noticesPeerThatWasKilled() throws Exception {
        try (var here = new WebRtcEngine(impatient());
                var there = new LinkProcessEngine(LinkProcessOptions.standard(impatient()));
                LinkPair pair = LinkPair.connected(here, there)) {
            PeerChannel channel = pair.client.channel(ChannelName.ESPCTL);
            ProcessHandle.of(there.pid().orElseThrow()).orElseThrow().destroyForcibly();
            assertNull(channel.receive());
            LinkException lost = assertInstanceOf(LinkException.class, pair.client.awaitClosed());
            assertEquals("peer_lost", lost.code());
            LinkException died = assertInstanceOf(LinkException.class, pair.machine.awaitClosed());
            assertEquals("link_process_died", died.code());
        }
    }

    /// No server listens on port 9, so no answer arrives and the library reports no event.
    @Test
    void explainsMissingCandidates() throws Exception {
        DtlsCertificate certificate = Certificates.create(Clock.systemUTC());
        var relay = List.of(new IceServer(List.of("turn:127.0.0.1:9"), "user", "secret"));
        try (var engine = new WebRtcEngine(impatient());
                PeerLink link =
                        engine.open(LinkPair.relayed(certificate, null, relay), (candidate, mid, index) -> {})) {
            link.createOffer();
            var failed = assertThrows(LinkException.class, () -> link.awaitConnected(LinkPair.PATIENCE));
            assertEquals("no_candidates", failed.code());
            String sentence = String.valueOf(failed.getMessage());
            assertTrue(sentence.contains("this side found no candidates"), sentence);
            assertTrue(sentence.contains("a relay was offered but gave no address"), sentence);
            assertTrue(sentence.contains("a firewall may block UDP"), sentence);
        }
    }

    @Test
    void saysThatNoRelayWasOffered() throws Exception {
        DtlsCertificate certificate = Certificates.create(Clock.systemUTC());
        try (var engine = new WebRtcEngine(impatient());
                PeerLink link =
                        engine.open(LinkPair.relayed(certificate, null, List.of()), (candidate, mid, index) -> {})) {
            link.createOffer();
            var failed = assertThrows(LinkException.class, () -> link.awaitConnected(LinkPair.PATIENCE));
            assertEquals("no_candidates", failed.code());
            assertTrue(
                    String.valueOf(failed.getMessage()).contains("only a relay may be used, but none was offered"),
                    failed::getMessage);
        }
    }
}
