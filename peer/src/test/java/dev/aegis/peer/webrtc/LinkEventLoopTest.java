package dev.aegis.peer.webrtc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.aegis.peer.Certificates;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkPair;
import dev.aegis.peer.LinkPath;
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.channel.FrameLinkEvents;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Events of the library in orders that the library cannot be made to produce.
class LinkEventLoopTest {
    private final DtlsCertificate expected = Certificates.create(Clock.systemUTC());
    private final Told told = new Told();
    private @Nullable Fingerprint presented = expected.fingerprint();
    private boolean handshakeFailed;
    private final LinkEventLoop loop = loop();

    private LinkEventLoop loop() {
        var options = new WebRtcOptions(true, null, Duration.ofSeconds(30), Duration.ofMillis(20), 1, 1);
        var path = new LinkPath(false, "host", "host");
        var started = new LinkEventLoop(
                options,
                LinkPair.settings(expected, expected.fingerprint()),
                told,
                new ConnectReport(List.of(), false),
                receiver -> receiver.accept(new ConnectionStats(presented, handshakeFailed, path, 1, 1, 1)));
        started.start();
        return started;
    }

    @AfterEach
    void end() {
        loop.end();
    }

    @Test
    void endsLinkWhosePeerPresentedAnotherCertificate() throws Exception {
        presented = Certificates.create(Clock.systemUTC()).fingerprint();
        loop.channelOpened(ChannelName.PTY);
        loop.frame(ChannelName.PTY, new byte[1]);
        loop.state(RTCPeerConnectionState.CONNECTED);
        assertEquals("ended peer_certificate_mismatch", told.next());
        assertNull(told.news.poll());
    }

    @Test
    void endsLinkWhosePeerCertificateIsUnknown() throws Exception {
        presented = null;
        loop.state(RTCPeerConnectionState.CONNECTED);
        assertEquals("ended peer_certificate_mismatch", told.next());
    }

    @Test
    void holdsChannelsBackUntilCertificateIsVerified() throws Exception {
        loop.channelOpened(ChannelName.PTY);
        loop.frame(ChannelName.PTY, new byte[7]);
        loop.localCandidate(
                CandidateLine.parse("candidate:1 1 udp 1 127.0.0.1 9 typ host").orElseThrow(), "0", 0);
        assertEquals("candidate", told.next());
        assertNull(told.news.poll());
        loop.state(RTCPeerConnectionState.CONNECTED);
        assertEquals("connected", told.next());
        assertEquals("opened pty", told.next());
        assertEquals("frame 7", told.next());
    }

    @Test
    void endsConnectionThatStaysDisconnected() throws Exception {
        loop.state(RTCPeerConnectionState.CONNECTED);
        assertEquals("connected", told.next());
        loop.state(RTCPeerConnectionState.DISCONNECTED);
        assertEquals("ended peer_lost", told.next());
    }

    @Test
    void endsConnectionThatFailed() throws Exception {
        loop.state(RTCPeerConnectionState.CONNECTED);
        assertEquals("connected", told.next());
        loop.state(RTCPeerConnectionState.FAILED);
        assertEquals("ended peer_lost", told.next());
    }

    @Test
    void saysThatConnectingFailed() throws Exception {
        loop.state(RTCPeerConnectionState.FAILED);
        assertEquals("ended connect_failed", told.next());
    }

    @Test
    void distinguishesFailedHandshakeFromFailedConnection() throws Exception {
        handshakeFailed = true;
        loop.state(RTCPeerConnectionState.FAILED);
        assertEquals("ended peer_certificate_mismatch", told.next());
    }

    @Test
    void endsLinkWhenLastChannelCloses() throws Exception {
        loop.state(RTCPeerConnectionState.CONNECTED);
        loop.channelOpened(ChannelName.PTY);
        loop.frame(ChannelName.PTY, new byte[1]);
        loop.channelClosed(ChannelName.PTY);
        assertEquals("connected", told.next());
        assertEquals("opened pty", told.next());
        assertEquals("frame 1", told.next());
        assertEquals("closed pty", told.next());
        assertEquals("ended link_closed", told.next());
    }

    @Test
    void keepsLinkWhenOnlyChannelIsRejected() throws Exception {
        loop.state(RTCPeerConnectionState.CONNECTED);
        loop.channelOpened(ChannelName.PTY);
        loop.channelClosed(ChannelName.PTY);
        loop.channelOpened(ChannelName.ESPCTL);
        assertEquals("connected", told.next());
        assertEquals("opened pty", told.next());
        assertEquals("closed pty", told.next());
        assertEquals("opened espctl", told.next());
    }

    /// Records each event as a word.
    private static final class Told implements FrameLinkEvents {
        final BlockingQueue<String> news = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return String.valueOf(news.poll(30, TimeUnit.SECONDS));
        }

        @Override
        public void candidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) {
            news.add("candidate");
        }

        @Override
        public void connected(PeerLink.Connected connected) {
            news.add("connected");
        }

        @Override
        public void channelOpened(ChannelName channel) {
            news.add("opened " + channel.wire());
        }

        @Override
        public void frame(ChannelName channel, byte[] frame) {
            news.add("frame " + frame.length);
        }

        @Override
        public void channelClosed(ChannelName channel) {
            news.add("closed " + channel.wire());
        }

        @Override
        public void ended(LinkException reason) {
            news.add("ended " + reason.code());
        }
    }
}
