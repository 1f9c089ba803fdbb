package dev.aegis.peer.channel;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerChannel;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One data channel with flow control: splits messages into frames, joins them again, and exchanges
/// credits.
///
/// After `end` no frame is delivered or answered, and none can end the link.
final class FlowControlledChannel implements PeerChannel {
    private static final int NUMBER_FRAME_BYTES = 1 + Long.BYTES;

    private final ChannelName name;
    private final Owner owner;
    private final FrameLink frames;
    private final LongSupplier nanoTime;
    private final ReentrantLock sending = new ReentrantLock(true);
    private final ReentrantLock receiving = new ReentrantLock();
    private final SendWindow window;
    private final SendRateLimiter limiter;
    private final ReceiveQueue queue;
    private final Liveness liveness;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private volatile boolean ended;

    /// The link of the channel.
    interface Owner {
        /// Returns the reason why this channel can no longer send.
        LinkException whyChannelEnded(ChannelName name);

        /// Ends the link: the other side broke the protocol.
        void protocolViolated(String code, String sentence);
    }

    FlowControlledChannel(
            ChannelName name,
            Owner owner,
            FrameLink frames,
            LinkSettings settings,
            SendWindow window,
            LongSupplier nanoTime) {
        this.name = name;
        this.owner = owner;
        this.frames = frames;
        this.nanoTime = nanoTime;
        this.window = window;
        limiter = new SendRateLimiter(settings.limits(), nanoTime.getAsLong());
        queue = new ReceiveQueue(settings.maxWindowBytes());
        liveness = new Liveness(nanoTime);
    }

    @Override
    public ChannelName name() {
        return name;
    }

    @Override
    public void sendMessage(byte[] message) throws LinkException, InterruptedException {
        if (message.length > Limits.MESSAGE_BYTES) {
            throw new LinkException(
                    "message_too_large",
                    "a message of " + message.length + " bytes is over the limit of " + Limits.MESSAGE_BYTES);
        }
        sending.lockInterruptibly();
        try {
            sendFragments(message);
        } finally {
            sending.unlock();
        }
    }

    /// Closes the channel when it is interrupted between two fragments, because the next message would
    /// be joined to this one.
    private void sendFragments(byte[] message) throws LinkException, InterruptedException {
        int at = 0;
        try {
            while (message.length - at > Limits.DATA_BYTES) {
                sendFrame(FrameKind.MESSAGE_PART, message, at, Limits.DATA_BYTES);
                at += Limits.DATA_BYTES;
            }
            sendFrame(FrameKind.MESSAGE_END, message, at, message.length - at);
        } catch (InterruptedException interrupted) {
            if (at > 0) {
                close();
            }
            throw interrupted;
        }
    }

    @Override
    public void sendData(byte[] content, int offset, int length) throws LinkException, InterruptedException {
        if (length > Limits.DATA_BYTES) {
            throw new LinkException(
                    "frame_too_large",
                    "a data frame of " + length + " bytes is over the limit of " + Limits.DATA_BYTES);
        }
        sending.lockInterruptibly();
        try {
            sendFrame(FrameKind.DATA, content, offset, length);
        } finally {
            sending.unlock();
        }
    }

    private void sendFrame(byte kind, byte[] content, int offset, int length)
            throws LinkException, InterruptedException {
        byte[] frame = new byte[1 + length];
        frame[0] = kind;
        System.arraycopy(content, offset, frame, 1, length);
        long wait = limiter.take(frame.length, nanoTime.getAsLong());
        if (!window.pause(wait) || !window.take(frame.length)) {
            throw owner.whyChannelEnded(name);
        }
        if (window.takeMeasurementDue()) {
            ping();
        }
        frames.send(name, frame);
    }

    @Override
    public @Nullable Received receive() throws InterruptedException {
        receiving.lockInterruptibly();
        try {
            while (true) {
                byte[] frame = queue.take();
                if (frame == null) {
                    return null;
                }
                Received complete = consume(frame);
                sendCredit();
                if (complete != null) {
                    return complete;
                }
            }
        } finally {
            receiving.unlock();
        }
    }

    /// @return null when the message is not complete, or when the frame breaks the protocol
    private @Nullable Received consume(byte[] frame) {
        if (frame[0] == FrameKind.DATA) {
            if (partial.size() > 0) {
                violated("bad_frame", "a data frame came in the middle of a message on channel " + name.wire());
                return null;
            }
            return new Received.Data(Arrays.copyOfRange(frame, 1, frame.length));
        }
        if (partial.size() + frame.length - 1 > Limits.MESSAGE_BYTES) {
            violated(
                    "message_too_large",
                    "a message on channel " + name.wire() + " is over the limit of " + Limits.MESSAGE_BYTES + " bytes");
            return null;
        }
        partial.write(frame, 1, frame.length - 1);
        if (frame[0] == FrameKind.MESSAGE_PART) {
            return null;
        }
        byte[] message = partial.toByteArray();
        partial.reset();
        return new Received.Message(message);
    }

    /// The rest of the queue cannot be read: it would be joined to the wrong message.
    private void violated(String code, String sentence) {
        queue.discard();
        owner.protocolViolated(code, sentence);
    }

    /// Sends a credit that is due. When there is no room for it now, it is sent after the next frame or
    /// at the next keepalive.
    private void sendCredit() {
        long due = queue.dueCredit();
        if (due >= 0 && frames.offer(name, numberFrame(FrameKind.CREDIT, due))) {
            queue.credited(due);
        }
    }

    /// Handles a frame that arrived. Called in order; does not block.
    void arrived(byte[] frame) {
        if (ended) {
            return;
        }
        liveness.frameArrived();
        if (frame.length == 0) {
            owner.protocolViolated("bad_frame", "an empty frame came on channel " + name.wire());
            return;
        }
        switch (frame[0]) {
            case FrameKind.MESSAGE_END, FrameKind.MESSAGE_PART, FrameKind.DATA -> enqueue(frame);
            case FrameKind.CREDIT, FrameKind.PING, FrameKind.PONG -> handleNumber(frame);
            default ->
                owner.protocolViolated(
                        "bad_frame", "a frame of unknown kind " + frame[0] + " came on channel " + name.wire());
        }
    }

    private void enqueue(byte[] frame) {
        if (!queue.put(frame)) {
            owner.protocolViolated(
                    "window_exceeded", "the other side exceeded its send window on channel " + name.wire());
        }
    }

    private void handleNumber(byte[] frame) {
        if (frame.length != NUMBER_FRAME_BYTES) {
            owner.protocolViolated("bad_frame", "a frame of kind " + frame[0] + " has " + frame.length + " bytes");
            return;
        }
        long number = ByteBuffer.wrap(frame).getLong(1);
        switch (frame[0]) {
            case FrameKind.PING -> frames.offer(name, numberFrame(FrameKind.PONG, number));
            case FrameKind.PONG -> liveness.pong(number).ifPresent(window::roundTrip);
            default -> {
                if (!window.credit(number)) {
                    owner.protocolViolated(
                            "bad_credit", "the other side credited more on channel " + name.wire() + " than was sent");
                }
            }
        }
    }

    private static byte[] numberFrame(byte kind, long value) {
        return ByteBuffer.allocate(NUMBER_FRAME_BYTES).put(kind).putLong(value).array();
    }

    void ping() {
        frames.offer(name, numberFrame(FrameKind.PING, liveness.beginPing()));
    }

    /// Sends what is due on a quiet channel: a credit, or a ping. Called by the link at intervals.
    void keepAlive(long pingAfterNanos) {
        sendCredit();
        if (liveness.idleNanos() >= pingAfterNanos && liveness.nanosSincePing() >= pingAfterNanos) {
            ping();
        }
    }

    /// Whether a frame of the other side has arrived, which shows that it accepted the channel.
    boolean isEstablished() {
        return liveness.hasAnyFrame();
    }

    /// Nanoseconds since the last frame arrived.
    long idleNanos() {
        return liveness.idleNanos();
    }

    @Override
    public void allowWindow(int peerMaxWindowBytes) {
        window.allow(peerMaxWindowBytes);
    }

    @Override
    public boolean awaitAcknowledged(Duration timeout) throws InterruptedException {
        return window.awaitCredited(timeout.toNanos());
    }

    @Override
    public ChannelStats stats() {
        SendWindow.Stats now = window.stats();
        return new ChannelStats(
                now.window(), now.outstanding(), now.roundTripNanos() / 1000, now.sent(), queue.received());
    }

    @Override
    public void close() {
        frames.closeChannel(name);
        end();
    }

    /// Ends the channel: senders fail, and the receiver gets what has arrived and then null.
    void end() {
        ended = true;
        window.end();
        queue.end();
    }
}
