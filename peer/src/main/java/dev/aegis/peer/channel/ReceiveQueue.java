package dev.aegis.peer.channel;

import dev.aegis.protocol.Limits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The frames of one channel that have arrived and that the application has not consumed.
final class ReceiveQueue {
    /// A sender keeps half as many uncredited. The rest are frames that were consumed here while
    /// their credit was on its way.
    private static final int MAX_FRAMES = 2 * Limits.UNCREDITED_FRAMES;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> frames = new ArrayDeque<>();
    private final int limit;
    private long waiting;
    private long received;
    private long consumed;
    private long credited;
    private boolean ended;

    ReceiveQueue(int maxWindowBytes) {
        limit = Math.max(Limits.SMALLEST_WINDOW_BYTES, maxWindowBytes);
    }

    /// Adds a frame. Drops it when the channel has ended.
    ///
    /// @return false when the sender exceeded its window
    boolean put(byte[] frame) {
        lock.lock();
        try {
            if (ended) {
                return true;
            }
            if (waiting + frame.length > limit || frames.size() >= MAX_FRAMES) {
                return false;
            }
            frames.add(frame);
            waiting += frame.length;
            received += frame.length;
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the next frame; null when the queue is empty and the channel has ended.
    byte @Nullable [] take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (frames.isEmpty() && !ended) {
                changed.await();
            }
            byte[] frame = frames.poll();
            if (frame != null) {
                waiting -= frame.length;
                consumed += frame.length;
            }
            return frame;
        } finally {
            lock.unlock();
        }
    }

    /// Returns the consumed bytes when a credit is due: after a quarter of the smallest window was
    /// consumed since the last credit, or when the queue is empty. Returns -1 otherwise.
    long dueCredit() {
        lock.lock();
        try {
            long uncredited = consumed - credited;
            boolean due = uncredited >= Limits.SMALLEST_WINDOW_BYTES / 4 || (uncredited > 0 && frames.isEmpty());
            return due && !ended ? consumed : -1;
        } finally {
            lock.unlock();
        }
    }

    void credited(long total) {
        lock.lock();
        try {
            credited = Math.max(credited, total);
        } finally {
            lock.unlock();
        }
    }

    long received() {
        lock.lock();
        try {
            return received;
        } finally {
            lock.unlock();
        }
    }

    /// Drops every frame: the other side broke the protocol.
    void discard() {
        lock.lock();
        try {
            ended = true;
            frames.clear();
            waiting = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Lets no frame in. Frames that are in the queue can still be taken.
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
