package dev.aegis.peer.process;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.channel.FrameLink;
import dev.aegis.protocol.ChannelName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/// Sends the frames of one channel in the link process, so that a full channel holds up no other.
/// What waits here is bounded by what the program may have unsent, see `BufferedAmount`.
final class FrameSender {
    private static final int TELL_BYTES = BufferedAmount.MOST_BYTES / 4;

    private final FrameLink link;
    private final ChannelName channel;
    private final ObjIntConsumer<ChannelName> sent;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> frames = new ArrayDeque<>();
    private long waiting;
    private boolean started;
    private boolean finished = true;
    private @Nullable Runnable atEnd;

    FrameSender(FrameLink link, ChannelName channel, ObjIntConsumer<ChannelName> sent) {
        this.link = link;
        this.channel = channel;
        this.sent = sent;
    }

    void add(byte[] frame) {
        lock.lock();
        try {
            if (atEnd != null) {
                return;
            }
            waiting += frame.length;
            if (waiting > BufferedAmount.MOST_BYTES) {
                throw new IllegalStateException("more frames wait on channel " + channel.wire() + " than may");
            }
            frames.add(frame);
            start();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void start() {
        if (!started) {
            started = true;
            finished = false;
            Thread.ofVirtual().name("link-sender").start(this::run);
        }
    }

    /// @param then run when everything was sent
    void end(Runnable then) {
        lock.lock();
        try {
            if (atEnd == null) {
                atEnd = then;
                start();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits until everything was sent, but not for ever.
    void awaitEnd(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (!finished && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        int untold = 0;
        try {
            byte[] frame = next();
            while (frame != null) {
                link.send(channel, frame);
                untold += frame.length;
                if (taken(frame) || untold >= TELL_BYTES) {
                    sent.accept(channel, untold);
                    untold = 0;
                }
                frame = next();
            }
        } catch (LinkException closed) {
            // The program hears of the closed channel by an event of its own.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            finish();
        }
    }

    private byte @Nullable [] next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (frames.isEmpty() && atEnd == null) {
                changed.await();
            }
            return frames.poll();
        } finally {
            lock.unlock();
        }
    }

    /// @return whether nothing waits any more
    private boolean taken(byte[] frame) {
        lock.lock();
        try {
            waiting -= frame.length;
            return frames.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        Runnable then;
        lock.lock();
        try {
            finished = true;
            frames.clear();
            then = atEnd;
            atEnd = then == null ? () -> {} : then;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (then != null) {
            then.run();
        }
    }
}
