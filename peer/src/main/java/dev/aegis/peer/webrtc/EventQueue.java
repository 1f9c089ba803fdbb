package dev.aegis.peer.webrtc;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The queue of events from the library's threads to the event thread of a link.
///
/// It has no lock, to avoid a deadlock: a virtual thread that is next in line for a lock needs a carrier
/// to take it, every carrier may be in a call that waits for the library's signaling thread, and that
/// thread would wait for the same lock.
final class EventQueue {
    private static final int MAX_EVENTS = 100_000;

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
        int most = event.ofChannel() ? MAX_EVENTS : 2 * MAX_EVENTS;
        if (bytes.get() + event.bytes() > limit || size.get() >= most) {
            return false;
        }
        bytes.addAndGet(event.bytes());
        size.incrementAndGet();
        events.add(event);
        LockSupport.unpark(reader);
        return true;
    }

    /// Waits for the next event; returns null after the timeout and when the queue has ended. Only one
    /// thread may call it.
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

    /// Releases the space of an event that `poll` returned.
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

    /// @param ofChannel whether the event is held back until the peer's certificate is verified
    record Event(Runnable action, int bytes, boolean ofChannel) {}
}
