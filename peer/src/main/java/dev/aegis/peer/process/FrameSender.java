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

/// The send queue of one channel in the link process, with a thread for each channel so that a full
/// channel does not block another. `BufferedAmount` bounds the queue.
final class FrameSender {
    private static final int REPORT_BYTES = BufferedAmount.MAX_BYTES / 4;

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
            if (waiting > BufferedAmount.MAX_BYTES) {
                throw new IllegalStateException("the send queue of channel " + channel.wire() + " is over its limit");
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

    /// Ends the queue after the frames in it.
    ///
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

    /// Waits until everything was sent, at most this long.
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
        int unreported = 0;
        try {
            byte[] frame = next();
            while (frame != null) {
                link.send(channel, frame);
                unreported += frame.length;
                if (taken(frame) || unreported >= REPORT_BYTES) {
                    sent.accept(channel, unreported);
                    unreported = 0;
                }
                frame = next();
            }
        } catch (LinkException closed) {
            // The program gets an event for the closed channel.
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

    /// @return whether the queue is empty
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
