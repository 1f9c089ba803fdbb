package dev.aegis.peer.channel;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerChannel;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Turns messages and data into frames and back, and keeps the credit account of one channel.
final class FlowControlledChannel implements PeerChannel {
    private static final int NUMBER_FRAME_BYTES = 1 + Long.BYTES;

    private final ChannelName name;
    private final ChannelLink link;
    private final FrameLink frames;
    private final LongSupplier nanoTime;
    private final ReentrantLock sending = new ReentrantLock(true);
    private final ReentrantLock receiving = new ReentrantLock();
    private final SendWindow window;
    private final SendRateLimiter limiter;
    private final ReceiveQueue queue;
    private final Liveness heard;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

    FlowControlledChannel(
            ChannelName name,
            ChannelLink link,
            FrameLink frames,
            LinkSettings settings,
            SendWindow window,
            LongSupplier nanoTime) {
        this.name = name;
        this.link = link;
        this.frames = frames;
        this.nanoTime = nanoTime;
        this.window = window;
        limiter = new SendRateLimiter(settings.limits(), nanoTime.getAsLong());
        queue = new ReceiveQueue(settings.maxWindowBytes());
        heard = new Liveness(nanoTime);
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

    /// Half a message would make the next one unreadable, so a sender that is interrupted in
    /// between gives up the channel.
    private void sendFragments(byte[] message) throws LinkException, InterruptedException {
        int at = 0;
        try {
            while (message.length - at > MAX_DATA_BYTES) {
                sendFrame(FrameKind.MESSAGE_PART, message, at, MAX_DATA_BYTES);
                at += MAX_DATA_BYTES;
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
        if (length > MAX_DATA_BYTES) {
            throw new LinkException(
                    "frame_too_large", "a data frame of " + length + " bytes is over the limit of " + MAX_DATA_BYTES);
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
            throw link.whyChannelEnded(name);
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
                Received whole = consume(frame);
                tellCredit();
                if (whole != null) {
                    return whole;
                }
            }
        } finally {
            receiving.unlock();
        }
    }

    private @Nullable Received consume(byte[] frame) {
        if (frame[0] == FrameKind.DATA) {
            if (partial.size() > 0) {
                link.broken("bad_frame", "a data frame came in the middle of a message on channel " + name.wire());
                return null;
            }
            return new Received.Data(Arrays.copyOfRange(frame, 1, frame.length));
        }
        if (partial.size() + frame.length - 1 > Limits.MESSAGE_BYTES) {
            link.broken(
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

    /// A credit that finds no room now is told at the next frame or the next beat of the link.
    private void tellCredit() {
        long due = queue.dueCredit();
        if (due >= 0 && frames.offer(name, number(FrameKind.CREDIT, due))) {
            queue.credited(due);
        }
    }

    /// Called for each frame that arrives, in order; waits for nothing.
    void arrived(byte[] frame) {
        heard.now();
        if (frame.length == 0) {
            link.broken("bad_frame", "an empty frame came on channel " + name.wire());
            return;
        }
        switch (frame[0]) {
            case FrameKind.MESSAGE_END, FrameKind.MESSAGE_PART, FrameKind.DATA -> keep(frame);
            case FrameKind.CREDIT, FrameKind.PING, FrameKind.PONG -> account(frame);
            default ->
                link.broken("bad_frame", "a frame of unknown kind " + frame[0] + " came on channel " + name.wire());
        }
    }

    private void keep(byte[] frame) {
        if (!queue.put(frame)) {
            link.broken("window_exceeded", "the other side sent more on channel " + name.wire() + " than it may");
        }
    }

    private void account(byte[] frame) {
        if (frame.length != NUMBER_FRAME_BYTES) {
            link.broken("bad_frame", "a frame of kind " + frame[0] + " has " + frame.length + " bytes");
            return;
        }
        long number = ByteBuffer.wrap(frame).getLong(1);
        switch (frame[0]) {
            case FrameKind.PING -> frames.offer(name, number(FrameKind.PONG, number));
            case FrameKind.PONG -> heard.pong(number).ifPresent(window::roundTrip);
            default -> {
                if (!window.credit(number)) {
                    link.broken("bad_credit", "the other side consumed more on channel " + name.wire() + " than came");
                }
            }
        }
    }

    private static byte[] number(byte kind, long value) {
        return ByteBuffer.allocate(NUMBER_FRAME_BYTES).put(kind).putLong(value).array();
    }

    void ping() {
        frames.offer(name, number(FrameKind.PING, heard.beginPing()));
    }

    /// Called now and then by the link.
    void beat(long pingAfterNanos) {
        tellCredit();
        if (heard.silentFor() >= pingAfterNanos && heard.sincePing() >= pingAfterNanos) {
            ping();
        }
    }

    /// Whether the other side said anything here yet, which shows that it accepted the channel.
    boolean isEstablished() {
        return heard.anything();
    }

    long silentFor() {
        return heard.silentFor();
    }

    @Override
    public void allowWindow(int peerMaxWindowBytes) {
        window.allow(peerMaxWindowBytes);
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

    void end() {
        window.end();
        queue.end();
    }
}
