package dev.aegis.peer.webrtc;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Takes events from the library's threads to the one thread of a link, in order.
///
/// It has no lock on purpose. A virtual thread that is next in line for a lock needs a carrier to
/// take it, and every carrier may be inside a call that waits for the library's signaling thread;
/// were that thread waiting behind for the same lock, nobody would move.
final class EventQueue {
    private static final int MOST_EVENTS = 100_000;

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger size = new AtomicInteger();
    private final long limit;
    private volatile @Nullable Thread reader;
    private volatile boolean ended;

    EventQueue(long limit) {
        this.limit = limit;
    }

    /// @return false when there is no room
    boolean put(Event event) {
        if (ended) {
            return true;
        }
        int most = event.ofChannel() ? MOST_EVENTS : 2 * MOST_EVENTS;
        if (bytes.get() + event.bytes() > limit || size.get() >= most) {
            return false;
        }
        bytes.addAndGet(event.bytes());
        size.incrementAndGet();
        events.add(event);
        LockSupport.unpark(reader);
        return true;
    }

    /// The next event; null when none came in time, or the queue has ended. Only one thread may
    /// call it.
    @Nullable
    Event poll(long nanos) throws InterruptedException {
        reader = Thread.currentThread();
        long end = System.nanoTime() + nanos;
        while (true) {
            Event event = events.poll();
            long left = end - System.nanoTime();
            if (event != null || ended || left <= 0) {
                return event;
            }
            LockSupport.parkNanos(this, left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /// To be called when an event that `poll` gave is done with.
    void done(Event event) {
        bytes.addAndGet(-event.bytes());
        size.decrementAndGet();
    }

    void end() {
        ended = true;
        LockSupport.unpark(reader);
    }

    boolean isEnded() {
        return ended && events.isEmpty();
    }

    /// @param ofChannel waits until the peer's certificate is known to be the right one
    record Event(Runnable action, int bytes, boolean ofChannel) {}
}
