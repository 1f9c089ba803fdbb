package dev.aegis.peer.webrtc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Takes events from the library's threads to the thread of a link, in order.
final class EventQueue {
    private static final int MOST_EVENTS = 100_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Event> events = new ArrayDeque<>();
    private final long limit;
    private long bytes;
    private boolean ended;

    EventQueue(long limit) {
        this.limit = limit;
    }

    /// @return false when there is no room
    boolean put(Event event) {
        lock.lock();
        try {
            if (ended) {
                return true;
            }
            if (bytes + event.bytes() > limit || events.size() >= (event.ofChannel() ? MOST_EVENTS : 2 * MOST_EVENTS)) {
                return false;
            }
            bytes += event.bytes();
            events.add(event);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// The next event; null when none came in time, or the queue has ended.
    @Nullable
    Event poll(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (events.isEmpty() && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return events.poll();
        } finally {
            lock.unlock();
        }
    }

    /// To be called when an event that `poll` gave is done with.
    void done(Event event) {
        lock.lock();
        try {
            bytes -= event.bytes();
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

    boolean isEnded() {
        lock.lock();
        try {
            return ended && events.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// @param ofChannel waits until the peer's certificate is known to be the right one
    record Event(Runnable action, int bytes, boolean ofChannel) {}
}
