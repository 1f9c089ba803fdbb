package dev.aegis.peer.process;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Counts the bytes of one channel that the program has handed to the link process and WebRTC has
/// not taken yet.
final class BufferedAmount {
    static final int MOST_BYTES = 512 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int unsent;
    private boolean ended;

    /// @return false when the channel has ended
    boolean take(int bytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!ended && unsent + bytes > MOST_BYTES) {
                changed.await();
            }
            unsent += bytes;
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /// @return false when there is no room now
    boolean tryTake(int bytes) {
        lock.lock();
        try {
            if (ended || unsent + bytes > MOST_BYTES) {
                return false;
            }
            unsent += bytes;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void sent(int bytes) {
        lock.lock();
        try {
            unsent -= bytes;
            changed.signalAll();
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
