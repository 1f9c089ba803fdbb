package dev.aegis.peer.webrtc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.aegis.peer.Certificates;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkPair;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.Limits;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCDataChannelState;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A peer that uses the library directly, connected to one of our links.
class ForeignPeerTest {
    @TempDir
    static Path cache;

    private final WebRtcOptions options = WebRtcOptions.standard(cache).onLoopback();
    private final SharedFactory factory = new SharedFactory(options);
    private final WebRtcEngine engine = new WebRtcEngine(options);
    private final LinkSettings foreign = LinkPair.settings(Certificates.create(Clock.systemUTC()), null);
    private RTCPeerConnection connection;
    private PeerLink link;

    @BeforeEach
    void open() throws Exception {
        link = engine.open(
                LinkPair.settings(
                        Certificates.create(Clock.systemUTC()),
                        foreign.certificate().fingerprint()),
                (candidate, mid, index) -> {
                    if (candidate != null) {
                        connection.addIceCandidate(new RTCIceCandidate(mid, index, candidate));
                    }
                });
        connection = factory.acquire()
                .createPeerConnection(ConnectionSettings.of(foreign, true), new ConnectionObserver(new Forward()));
    }

    @AfterEach
    void close() {
        link.close();
        connection.close();
        factory.release(0);
        factory.close();
        engine.close();
    }

    private void connect() throws Exception {
        RTCSessionDescription offer = Negotiation.createOffer(connection);
        String answer = link.acceptOffer(offer.sdp);
        Negotiation.setLocal(connection, offer);
        Negotiation.setRemote(connection, RTCSdpType.ANSWER, answer);
    }

    private Watched channel(String label, RTCDataChannelInit init) {
        return new Watched(connection.createDataChannel(label, init));
    }

    private Watched channel(String label) {
        return channel(label, new RTCDataChannelInit());
    }

    @Test
    void closesInvalidChannelsAndKeepsOthers() throws Exception {
        Watched good = channel("espctl");
        Watched second = channel("espctl");
        Watched unknown = channel("shell");
        var unordered = new RTCDataChannelInit();
        unordered.ordered = false;
        Watched disordered = channel("pty", unordered);
        var lossy = new RTCDataChannelInit();
        lossy.maxRetransmits = 0;
        Watched unreliable = channel("firmware", lossy);
        connect();
        for (Watched odd : new Watched[] {second, unknown, disordered, unreliable}) {
            odd.awaitClosed();
        }
        link.awaitConnected(LinkPair.PATIENCE);
        assertEquals(RTCDataChannelState.OPEN, good.channel.getState());
    }

    @Test
    void endsLinkOfPeerThatOpensTooManyChannels() throws Exception {
        channel("espctl");
        for (int i = 0; i < 70; i++) {
            channel("x" + i);
        }
        connect();
        assertEquals(
                "too_many_channels",
                assertInstanceOf(LinkException.class, link.awaitClosed()).code());
    }

    @Test
    void endsLinkOfPeerThatSendsFrameOverTheLimit() throws Exception {
        Watched channel = channel("espctl");
        connect();
        channel.awaitOpen();
        new NativeChannel(channel.channel).send(new byte[Limits.FRAME_BYTES + 1]);
        assertEquals(
                "frame_too_large",
                assertInstanceOf(LinkException.class, link.awaitClosed()).code());
    }

    /// A channel and its state changes.
    private static final class Watched {
        final RTCDataChannel channel;
        private final CountDownLatch open = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        Watched(RTCDataChannel channel) {
            this.channel = channel;
            new NativeChannel(channel).observe(frame -> {}, () -> {
                switch (channel.getState()) {
                    case OPEN -> open.countDown();
                    case CLOSED -> closed.countDown();
                    case CONNECTING, CLOSING -> {}
                }
            });
        }

        void awaitOpen() throws InterruptedException {
            assertEquals(true, open.await(30, TimeUnit.SECONDS));
        }

        void awaitClosed() throws InterruptedException {
            assertEquals(true, closed.await(30, TimeUnit.SECONDS), channel.getLabel());
        }
    }

    private final class Forward implements NativeEvents {
        @Override
        public void candidate(String candidate, String sdpMid, int sdpMlineIndex) {
            Optional<String> here = CandidateLine.parse(candidate)
                    .flatMap(CandidateLine::onLoopback)
                    .map(CandidateLine::text);
            here.ifPresent(line -> link.addRemoteCandidate(line, sdpMid, sdpMlineIndex));
        }

        @Override
        public void candidateError(String url, int code, String text) {}

        @Override
        public void gatheringComplete() {}

        @Override
        public void state(RTCPeerConnectionState state) {}

        @Override
        public void dataChannel(RTCDataChannel channel) {}
    }
}
