package dev.aegis.peer.process;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The bytes of one channel that the program has sent to the link process and WebRTC has not accepted
/// yet.
final class BufferedAmount {
    static final int MAX_BYTES = 512 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int buffered;
    private boolean ended;

    /// @return false when the channel has ended
    boolean take(int bytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!ended && buffered + bytes > MAX_BYTES) {
                changed.await();
            }
            buffered += bytes;
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /// @return false when there is no room now
    boolean tryTake(int bytes) {
        lock.lock();
        try {
            if (ended || buffered + bytes > MAX_BYTES) {
                return false;
            }
            buffered += bytes;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void sent(int bytes) {
        lock.lock();
        try {
            buffered -= bytes;
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
