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
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.channel.FrameLink;
import dev.aegis.peer.channel.FrameLinkEvents;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Limits;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The frame engine without flow control.
class WebRtcFrameEngineTest {
    @TempDir
    static Path cache;

    private final WebRtcFrameEngine frames =
            new WebRtcFrameEngine(WebRtcOptions.standard(cache).onLoopback());
    private final Heard atClient = new Heard();
    private final Heard atMachine = new Heard();
    private FrameLink client;
    private FrameLink machine;

    @BeforeEach
    void connect() throws Exception {
        DtlsCertificate one = Certificates.create(Clock.systemUTC());
        DtlsCertificate two = Certificates.create(Clock.systemUTC());
        client = frames.open(LinkPair.settings(one, null), atClient);
        machine = frames.open(LinkPair.settings(two, one.fingerprint()), atMachine);
        atClient.other = machine;
        atMachine.other = client;
        client.acceptAnswer(machine.acceptOffer(client.createOffer()));
        for (int i = 0; i < 3; i++) {
            atClient.next("opened");
            atMachine.next("opened");
        }
    }

    @AfterEach
    void close() {
        client.close();
        machine.close();
        frames.close();
    }

    @Test
    void carriesLargestFrameAndRefusesOneByteMore() throws Exception {
        byte[] largest = new byte[Limits.FRAME_BYTES];
        largest[largest.length - 1] = 42;
        client.send(ChannelName.PTY, largest);
        assertArrayEquals(largest, assertInstanceOf(byte[].class, atMachine.next("frame")));
        var refused =
                assertThrows(LinkException.class, () -> client.send(ChannelName.PTY, new byte[Limits.FRAME_BYTES + 1]));
        assertEquals("frame_too_large", refused.code());
        client.send(ChannelName.PTY, new byte[] {1});
        assertArrayEquals(new byte[] {1}, assertInstanceOf(byte[].class, atMachine.next("frame")));
    }

    @Test
    void throwsWhenChannelIsClosed() throws Exception {
        machine.closeChannel(ChannelName.PTY);
        assertEquals(ChannelName.PTY, atClient.next("closed"));
        var closed = assertThrows(LinkException.class, () -> client.send(ChannelName.PTY, new byte[1]));
        assertEquals("channel_closed", closed.code());
        assertTrue(!client.offer(ChannelName.PTY, new byte[1]));
        client.send(ChannelName.ESPCTL, new byte[] {5});
        assertArrayEquals(new byte[] {5}, assertInstanceOf(byte[].class, atMachine.next("frame")));
    }

    /// A listener that blocks the link's thread must not make the library queue frames without limit.
    @Test
    void endsLinkOfPeerThatFloods() throws Exception {
        atMachine.hold();
        for (int sent = 0; sent < 32 * 1024 * 1024; sent += Limits.FRAME_BYTES) {
            client.send(ChannelName.ESPCTL, new byte[Limits.FRAME_BYTES]);
        }
        atMachine.release();
        LinkException reason = assertInstanceOf(LinkException.class, atMachine.next("ended"));
        assertEquals("window_exceeded", reason.code());
    }

    /// Records the events by kind.
    private static final class Heard implements FrameLinkEvents {
        private final BlockingQueue<Object> opened = new LinkedBlockingQueue<>();
        private final BlockingQueue<Object> closed = new LinkedBlockingQueue<>();
        private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
        private final BlockingQueue<Object> ended = new LinkedBlockingQueue<>();
        private final ReentrantLock gate = new ReentrantLock();
        volatile @Nullable FrameLink other;

        Object next(String kind) throws InterruptedException {
            BlockingQueue<Object> queue = switch (kind) {
                case "opened" -> opened;
                case "closed" -> closed;
                case "frame" -> arrived;
                default -> ended;
            };
            Object event = queue.poll(30, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event '" + kind + "' came");
            }
            return event;
        }

        void hold() {
            gate.lock();
        }

        void release() {
            gate.unlock();
        }

        @Override
        public void candidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) {
            FrameLink to = other;
            if (to != null) {
                to.addRemoteCandidate(candidate, sdpMid, sdpMlineIndex);
            }
        }

        @Override
        public void connected(PeerLink.Connected connected) {}

        @Override
        public void channelOpened(ChannelName channel) {
            opened.add(channel);
        }

        @Override
        public void frame(ChannelName channel, byte[] frame) {
            gate.lock();
            try {
                arrived.add(frame);
            } finally {
                gate.unlock();
            }
        }

        @Override
        public void channelClosed(ChannelName channel) {
            closed.add(channel);
        }

        @Override
        public void ended(LinkException reason) {
            ended.add(reason);
        }
    }
}
