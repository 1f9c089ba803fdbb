package dev.aegis.peer.channel;

import dev.aegis.peer.channel.GrowthRule.Decision;
import dev.aegis.protocol.Limits;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// The send window of one channel: limits the bytes and frames that were sent and not credited.
///
/// It starts at `Limits.SMALLEST_WINDOW_BYTES`, which every receiver can hold, and grows by
/// `GrowthRule` up to what the receiver announced. What it has beyond its start comes from the
/// program's budget and goes back when the channel ends.
final class SendWindow {
    /// How long a sender is held back at most so that the path drains before a measurement.
    private static final long DRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LongSupplier nanoTime;
    private final WindowBudget budget;
    private final int cap;
    private final RoundTripTime roundTrip;
    private final GrowthRule growth;
    private final UncreditedFrames frames = new UncreditedFrames();

    private int window = Limits.SMALLEST_WINDOW_BYTES;
    private int allowed = Limits.SMALLEST_WINDOW_BYTES;
    private long sent;
    private long credited;
    private long sampleEnd;
    private long sampleStart;
    private boolean draining;
    private boolean measurementDue;
    private boolean ended;

    /// @param cap the size beyond which this window does not grow, in bytes
    SendWindow(int cap, WindowBudget budget, LongSupplier nanoTime) {
        this.cap = cap;
        this.budget = budget;
        this.nanoTime = nanoTime;
        roundTrip = new RoundTripTime(nanoTime);
        growth = new GrowthRule(nanoTime, roundTrip);
    }

    /// Waits until a frame of this size fits and counts it as sent.
    ///
    /// @return false when the channel has ended
    boolean take(int bytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (draining) {
                awaitDrained();
            }
            while (!ended && !hasRoomFor(bytes)) {
                growth.windowFull();
                changed.await();
            }
            if (!ended) {
                count(bytes);
            }
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /// On an idle path a ping measures the path and not the data in front of it. The wait is bounded,
    /// because the receiving application may leave data unread for as long as it likes.
    private void awaitDrained() throws InterruptedException {
        long left = DRAIN_NANOS;
        while (!ended && sent > credited && left > 0) {
            left = changed.awaitNanos(left);
        }
        draining = false;
        if (sent == credited) {
            measurementDue = true;
        } else {
            roundTrip.extend();
        }
    }

    /// Returns true once when the path is idle and its round trip must be measured: send a ping
    /// before the next frame.
    boolean takeMeasurementDue() {
        lock.lock();
        try {
            boolean due = measurementDue;
            measurementDue = false;
            return due;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a time that a rate limit asks for.
    ///
    /// @return false when the channel has ended
    boolean pause(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until everything that was sent is credited, or until the channel has ended.
    ///
    /// @return whether everything is credited
    boolean awaitCredited(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!ended && sent > credited && left > 0) {
                left = changed.awaitNanos(left);
            }
            return sent == credited;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomFor(int bytes) {
        return sent - credited + bytes <= window && frames.count() < Limits.UNCREDITED_FRAMES;
    }

    private void count(int bytes) {
        if (sent == credited) {
            growth.beginRound(sent, credited);
        }
        sent += bytes;
        frames.sent(sent);
        if (sampleEnd <= credited) {
            sampleEnd = sent;
            sampleStart = nanoTime.getAsLong();
        }
    }

    /// Applies a credit. A credit that arrives after the end has no effect: the budget was given
    /// back already.
    ///
    /// @param total bytes that the other side has consumed since the channel opened
    /// @return false when that is more than was sent
    boolean credit(long total) {
        lock.lock();
        try {
            if (ended) {
                return true;
            }
            if (total > sent || total < 0) {
                return false;
            }
            if (total > credited) {
                advanceTo(total);
                changed.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void advanceTo(long total) {
        boolean sampled = credited < sampleEnd && total >= sampleEnd;
        credited = total;
        frames.credited(sent, credited);
        if (sampled) {
            roundTrip.addCredit(nanoTime.getAsLong() - sampleStart);
        }
        Decision decision = growth.credited(sent, credited, window);
        switch (decision) {
            case KEEP -> {}
            case DOUBLE -> grow();
            case MEASURE -> draining = window < largest();
        }
    }

    private int largest() {
        return Math.min(allowed, cap);
    }

    private void grow() {
        int wanted = (int) Math.min(2L * window, largest());
        if (wanted > window && budget.reserve(wanted - window)) {
            window = wanted;
        }
    }

    /// @param peerMaxBytes the bytes that the other side announced it can hold
    void allow(int peerMaxBytes) {
        lock.lock();
        try {
            allowed = Math.max(Limits.SMALLEST_WINDOW_BYTES, peerMaxBytes);
        } finally {
            lock.unlock();
        }
    }

    /// Records a round trip that a ping measured.
    void roundTrip(long nanos) {
        lock.lock();
        try {
            roundTrip.addPong(nanos);
        } finally {
            lock.unlock();
        }
    }

    /// Ends every wait and gives the budget back. Has no effect when called again.
    void end() {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                budget.release(window - Limits.SMALLEST_WINDOW_BYTES);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    Stats stats() {
        lock.lock();
        try {
            return new Stats(window, sent - credited, sent, roundTrip.last());
        } finally {
            lock.unlock();
        }
    }

    /// @param window the size now, in bytes
    /// @param outstanding bytes sent and not credited
    /// @param sent bytes sent since the channel opened
    /// @param roundTripNanos the last measured round trip; 0 before the first
    record Stats(int window, long outstanding, long sent, long roundTripNanos) {}
}
