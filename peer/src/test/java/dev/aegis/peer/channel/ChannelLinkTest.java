package dev.aegis.peer.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.peer.Certificates;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkPair;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerChannel.Received;
import dev.aegis.peer.SendRateLimits;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Limits;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelLinkTest {
    private static final LinkTimings QUICK =
            new LinkTimings(Duration.ofMillis(50), Duration.ofMillis(400), Duration.ofMillis(100));

    private InMemoryFrameEngine clientFrames;
    private InMemoryFrameEngine machineFrames;
    private LinkPair pair;

    @BeforeEach
    void connect() throws Exception {
        connect(LinkTimings.STANDARD);
    }

    private void connect(LinkTimings timings) throws Exception {
        var frames = InMemoryFrameEngine.pair();
        clientFrames = frames.get(0);
        machineFrames = frames.get(1);
        var budget = new WindowBudget(64L * 1024 * 1024);
        pair = LinkPair.connected(
                new ChannelEngine(clientFrames, budget, timings), new ChannelEngine(machineFrames, budget, timings));
    }

    @AfterEach
    void close() {
        pair.close();
    }

    private PeerChannel client() throws LinkException {
        return pair.client.channel(ChannelName.ESPCTL);
    }

    private PeerChannel machine() throws LinkException {
        return pair.machine.channel(ChannelName.ESPCTL);
    }

    /// Returns the reason with which the machine's link ended after the client sent one raw frame.
    private LinkException endAfterRaw(byte[] frame) throws Exception {
        clientFrames.link().offer(ChannelName.ESPCTL, frame);
        return present(pair.machine.awaitClosed());
    }

    private static LinkException present(@Nullable LinkException reason) {
        return assertInstanceOf(LinkException.class, reason);
    }

    @Test
    void joinsMessageOfManyFragments() throws Exception {
        byte[] message = new byte[5 * 1024 * 1024];
        new Random(1).nextBytes(message);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Received> received = threads.submit(() -> machine().receive());
            client().sendMessage(message);
            assertArrayEquals(
                    message,
                    assertInstanceOf(Received.Message.class, received.get()).content());
        }
    }

    @Test
    void sendsOnlyTheGivenPartOfAnArray() throws Exception {
        byte[] content = {1, 2, 3, 4, 5, 6};
        client().sendData(content, 2, 3);
        assertArrayEquals(
                new byte[] {3, 4, 5},
                assertInstanceOf(Received.Data.class, machine().receive()).content());
    }

    @Test
    void sendsEmptyMessage() throws Exception {
        client().sendMessage(new byte[0]);
        assertEquals(
                0, assertInstanceOf(Received.Message.class, machine().receive()).content().length);
    }

    @Test
    void refusesMessageOverTheLimit() {
        var refused = assertThrows(LinkException.class, () -> client().sendMessage(new byte[Limits.MESSAGE_BYTES + 1]));
        assertEquals("message_too_large", refused.code());
    }

    @Test
    void refusesDataFrameOverTheLimit() {
        byte[] content = new byte[Limits.DATA_BYTES + 1];
        var refused = assertThrows(LinkException.class, () -> client().sendData(content, 0, content.length));
        assertEquals("frame_too_large", refused.code());
    }

    @Test
    void holdsSenderBackWhileReceiverIsSlow() throws Exception {
        byte[] piece = new byte[Limits.DATA_BYTES];
        int pieces = 100;
        client().allowWindow(4 * 1024 * 1024);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> sender = threads.submit(() -> {
                for (int i = 0; i < pieces; i++) {
                    client().sendData(piece, 0, piece.length);
                }
                return null;
            });
            long most = 0;
            for (int i = 0; i < pieces; i++) {
                var figures = client().stats();
                most = Math.max(most, figures.unacknowledgedBytes());
                assertTrue(figures.unacknowledgedBytes() <= figures.windowBytes(), figures::toString);
                assertInstanceOf(Received.Data.class, machine().receive());
            }
            sender.get();
            assertTrue(most > 0);
        }
    }

    @Test
    void endsLinkOfSenderThatExceedsWindow() throws Exception {
        byte[] frame = new byte[Limits.FRAME_BYTES];
        frame[0] = FrameKind.DATA;
        for (int i = 0; i < 4 * 1024 * 1024 / frame.length; i++) {
            clientFrames.link().offer(ChannelName.ESPCTL, frame);
        }
        assertEquals("window_exceeded", endAfterRaw(frame).code());
    }

    @Test
    void endsLinkOfSenderOfTooManyTinyFrames() throws Exception {
        for (int i = 0; i < 2 * Limits.UNCREDITED_FRAMES; i++) {
            clientFrames.link().offer(ChannelName.ESPCTL, new byte[] {FrameKind.MESSAGE_PART});
        }
        assertEquals(
                "window_exceeded",
                endAfterRaw(new byte[] {FrameKind.MESSAGE_PART}).code());
    }

    @Test
    void endsLinkOnEmptyFrame() throws Exception {
        assertEquals("bad_frame", endAfterRaw(new byte[0]).code());
    }

    @Test
    void endsLinkOnUnknownKind() throws Exception {
        assertEquals("bad_frame", endAfterRaw(new byte[] {99, 1}).code());
    }

    @Test
    void endsLinkOnShortCredit() throws Exception {
        assertEquals("bad_frame", endAfterRaw(new byte[] {FrameKind.CREDIT, 1}).code());
    }

    @Test
    void endsLinkOnCreditForWhatWasNeverSent() throws Exception {
        byte[] credit =
                ByteBuffer.allocate(9).put(FrameKind.CREDIT).putLong(1_000_000).array();
        assertEquals("bad_credit", endAfterRaw(credit).code());
    }

    @Test
    void endsLinkOnDataInsideMessage() throws Exception {
        // The client did not count the raw frames as sent, so it must get no credit for them.
        machineFrames.link().cut();
        clientFrames.link().offer(ChannelName.ESPCTL, new byte[] {FrameKind.MESSAGE_PART, 1});
        clientFrames.link().offer(ChannelName.ESPCTL, new byte[] {FrameKind.DATA, 1});
        assertNull(machine().receive());
        assertEquals("bad_frame", present(pair.machine.awaitClosed()).code());
    }

    @Test
    void measuresRoundTripAsSoonAsChannelOpens() throws Exception {
        client().sendMessage(new byte[1]);
        assertInstanceOf(Received.Message.class, machine().receive());
        machine().sendMessage(new byte[1]);
        assertInstanceOf(Received.Message.class, client().receive());
        assertTrue(client().stats().roundTripMicros() >= 0);
        assertEquals(2, client().stats().sentBytes());
        assertEquals(2, client().stats().receivedBytes());
    }

    /// At a kilobit per second the message would take hours; the wait ends with the channel.
    @Test
    void slowsDownToGrantAndStillCloses() throws Exception {
        var frames = InMemoryFrameEngine.pair();
        var engines = frames.stream()
                .map(side -> new ChannelEngine(side, new WindowBudget(0), LinkTimings.STANDARD))
                .toList();
        DtlsCertificate certificate = Certificates.create(Clock.systemUTC());
        var slow = new LinkSettings(
                certificate,
                List.of(),
                false,
                List.of(ChannelName.ESPCTL),
                null,
                Limits.SMALLEST_WINDOW_BYTES,
                new SendRateLimits(1, 0));
        try (LinkPair slowPair = LinkPair.open(engines.get(0), slow, engines.get(1), slow);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            slowPair.negotiate();
            slowPair.awaitConnected();
            PeerChannel channel = slowPair.client.channel(ChannelName.ESPCTL);
            Future<?> sender = threads.submit(() -> {
                channel.sendMessage(new byte[1_000_000]);
                return null;
            });
            assertThrows(TimeoutException.class, () -> sender.get(50, TimeUnit.MILLISECONDS));
            slowPair.client.close();
            var ended = assertThrows(ExecutionException.class, sender::get);
            assertEquals(
                    "link_closed",
                    assertInstanceOf(LinkException.class, ended.getCause()).code());
        }
    }

    @Test
    void pingsIdleChannels() throws Exception {
        pair.close();
        connect(new LinkTimings(Duration.ofMillis(20), Duration.ofSeconds(30), Duration.ofMillis(100)));
        clientFrames.link().awaitFrames(30);
        machineFrames.link().awaitFrames(30);
        assertEquals(0, client().stats().sentBytes());
        assertTrue(client().stats().roundTripMicros() > 0);
    }

    @Test
    void endsLinkOfSilentPeer() throws Exception {
        pair.close();
        connect(QUICK);
        clientFrames.link().cut();
        assertEquals("peer_silent", present(pair.machine.awaitClosed()).code());
        assertEquals(
                "peer_silent",
                assertThrows(LinkException.class, () -> pair.machine.channel(ChannelName.PTY))
                        .code());
    }

    @Test
    void namesChannelThatIsNotOpen() throws Exception {
        PeerChannel pty = pair.client.channel(ChannelName.PTY);
        machineFrames.link().closeChannel(ChannelName.PTY);
        assertNull(pty.receive());
        var closed = assertThrows(LinkException.class, () -> pair.client.channel(ChannelName.PTY));
        assertEquals("channel_closed", closed.code());
        assertEquals("channel pty was closed", closed.getMessage());
        assertEquals(
                "channel_closed",
                assertThrows(LinkException.class, () -> pty.sendMessage(new byte[1]))
                        .code());
    }

    @Test
    void dropsFramesForClosedChannelAndKeepsLink() throws Exception {
        PeerChannel pty = pair.machine.channel(ChannelName.PTY);
        pty.close();
        long received = pty.stats().receivedBytes();
        var client = clientFrames.link();
        client.offer(ChannelName.PTY, new byte[] {FrameKind.MESSAGE_END, 1});
        client.offer(ChannelName.PTY, new byte[] {99});
        client.offer(ChannelName.PTY, new byte[0]);
        client.offer(ChannelName.PTY, new byte[] {FrameKind.CREDIT, 1});
        byte[] largest = new byte[Limits.FRAME_BYTES];
        largest[0] = FrameKind.DATA;
        for (int i = 0; i < 100; i++) {
            client.offer(ChannelName.PTY, largest);
        }
        client().sendMessage(new byte[] {7});
        assertInstanceOf(Received.Message.class, machine().receive());
        assertNull(pty.receive());
        assertEquals(received, pty.stats().receivedBytes());
    }

    @Test
    void deliversNothingAfterProtocolViolation() throws Exception {
        machineFrames.link().cut();
        PeerChannel machine = machine();
        clientFrames.link().offer(ChannelName.ESPCTL, new byte[] {FrameKind.MESSAGE_PART, 1});
        clientFrames.link().offer(ChannelName.ESPCTL, new byte[] {FrameKind.DATA, 1});
        clientFrames.link().offer(ChannelName.ESPCTL, new byte[] {FrameKind.MESSAGE_END, 2});
        clientFrames.link().offer(ChannelName.PTY, new byte[] {FrameKind.MESSAGE_END, 3});
        assertInstanceOf(
                Received.Message.class, pair.machine.channel(ChannelName.PTY).receive());
        assertNull(machine.receive());
        assertNull(machine.receive());
    }

    @Test
    void waitsUntilEverythingIsConsumed() throws Exception {
        client().sendMessage(new byte[] {7});
        assertFalse(client().awaitAcknowledged(Duration.ZERO));
        assertInstanceOf(Received.Message.class, machine().receive());
        assertTrue(client().awaitAcknowledged(Duration.ofSeconds(10)));
    }

    @Test
    void stopsWaitingForConsumptionWhenChannelEnds() throws Exception {
        PeerChannel client = client();
        client.sendMessage(new byte[] {7});
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> acknowledged = threads.submit(() -> client.awaitAcknowledged(Duration.ofSeconds(60)));
            client.close();
            assertFalse(acknowledged.get());
        }
    }

    @Test
    void deliversWhatWasSentBeforeClose() throws Exception {
        PeerChannel machine = machine();
        client().sendMessage(new byte[] {7});
        pair.client.close();
        assertArrayEquals(
                new byte[] {7},
                assertInstanceOf(Received.Message.class, machine.receive()).content());
        assertEquals("link_closed", present(pair.machine.awaitClosed()).code());
        assertNull(pair.client.awaitClosed());
    }
}
