package dev.aegis.peer.channel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Frames that have arrived and were not consumed yet.
final class ReceiveQueue {
    /// Twice what a sender keeps unconsumed at most, however small the frames are.
    private static final int MOST_FRAMES = 2 * SendWindow.MOST_FRAMES;

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
        limit = Math.max(SendWindow.SMALLEST, maxWindowBytes);
    }

    /// @return false when the sender sent more than it may
    boolean put(byte[] frame) {
        lock.lock();
        try {
            if (waiting + frame.length > limit || frames.size() >= MOST_FRAMES) {
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

    /// The next frame; null when there is none and none will come.
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

    /// What to tell the sender now: the consumed bytes when a quarter of the smallest window was
    /// consumed since the last credit, or when nothing waits; -1 when there is nothing to tell.
    long dueCredit() {
        lock.lock();
        try {
            long news = consumed - credited;
            boolean due = news >= SendWindow.SMALLEST / 4 || (news > 0 && frames.isEmpty());
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
