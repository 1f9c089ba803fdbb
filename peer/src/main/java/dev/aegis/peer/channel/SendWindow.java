package dev.aegis.peer.channel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Holds a sender back while the other side has too much that its application has not consumed.
///
/// The window begins small. It doubles at most once per round trip, and only when it was full and
/// the path could have carried more: bytes per second times the shortest round trip says what the
/// path holds. A slow receiver fills the window too, but then that product is small, and growing
/// would only move memory to the receiver.
final class SendWindow {
    /// Every receiver can hold this much on each channel.
    static final int SMALLEST = 256 * 1024;

    /// However small they are: a receiver pays for each frame, not only for its bytes.
    static final int MOST_FRAMES = 8192;

    /// Scheduling on two busy machines takes about this long, whatever the path does.
    private static final long LEAST_ROUND_TRIP_NANOS = 4_000_000;

    private static final int FRAMES_PER_MARK = 64;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LongSupplier nanoTime;
    private final WindowBudget budget;
    private final int cap;
    private final Deque<Long> marks = new ArrayDeque<>();

    private int window = SMALLEST;
    private int allowed = SMALLEST;
    private long sent;
    private long credited;
    private long framesSent;
    private long framesConsumed;
    private boolean wasFull;
    private long roundEnd;
    private long roundCredit;
    private long roundStart;
    private long sampleEnd;
    private long sampleStart;
    private long lastRoundTrip;
    private long shortestRoundTrip;
    private boolean ended;

    SendWindow(int cap, WindowBudget budget, LongSupplier nanoTime) {
        this.cap = cap;
        this.budget = budget;
        this.nanoTime = nanoTime;
        roundStart = nanoTime.getAsLong();
    }

    /// Waits for room and takes it.
    ///
    /// @return false when the channel has ended
    boolean take(int bytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!ended && !hasRoomFor(bytes)) {
                wasFull = true;
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

    /// Waits for a time that a limit asks for.
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

    private boolean hasRoomFor(int bytes) {
        return sent - credited + bytes <= window && framesSent - framesConsumed < MOST_FRAMES;
    }

    private void count(int bytes) {
        if (sent == credited) {
            beginRound();
        }
        sent += bytes;
        framesSent++;
        if (framesSent % FRAMES_PER_MARK == 0) {
            marks.add(sent);
        }
        if (sampleEnd <= credited) {
            sampleEnd = sent;
            sampleStart = nanoTime.getAsLong();
        }
    }

    /// @param total what the other side says it has consumed
    /// @return false when it says more than was sent
    boolean credit(long total) {
        lock.lock();
        try {
            if (total > sent || total < 0) {
                return false;
            }
            if (total > credited) {
                boolean sampled = credited < sampleEnd && total >= sampleEnd;
                credited = total;
                countConsumedFrames();
                if (sampled) {
                    measured(nanoTime.getAsLong() - sampleStart);
                }
                growAtRoundEnd();
                changed.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void countConsumedFrames() {
        while (!marks.isEmpty() && marks.getFirst() <= credited) {
            marks.removeFirst();
            framesConsumed += FRAMES_PER_MARK;
        }
    }

    /// Frames after the last mark are consumed when everything is.
    private void growAtRoundEnd() {
        if (credited == sent) {
            framesConsumed = framesSent - framesSent % FRAMES_PER_MARK;
        }
        if (credited < roundEnd) {
            return;
        }
        if (wasFull && pathHoldsMore()) {
            grow();
        }
        beginRound();
    }

    private void beginRound() {
        wasFull = false;
        roundEnd = sent + 1;
        roundCredit = credited;
        roundStart = nanoTime.getAsLong();
    }

    private boolean pathHoldsMore() {
        long took = Math.max(1, nanoTime.getAsLong() - roundStart);
        double perNano = (double) (credited - roundCredit) / took;
        long roundTrip = Math.max(shortestRoundTrip, LEAST_ROUND_TRIP_NANOS);
        return shortestRoundTrip > 0 && 2 * perNano * roundTrip >= window;
    }

    private void grow() {
        int wanted = (int) Math.min(2L * window, Math.min(allowed, cap));
        if (wanted > window && budget.take(wanted - window)) {
            window = wanted;
        }
    }

    /// @param peerMaxBytes what the other side said that it can hold
    void allow(int peerMaxBytes) {
        lock.lock();
        try {
            allowed = Math.max(SMALLEST, peerMaxBytes);
        } finally {
            lock.unlock();
        }
    }

    /// Takes note of a round trip that a ping measured.
    void roundTrip(long nanos) {
        lock.lock();
        try {
            measured(nanos);
        } finally {
            lock.unlock();
        }
    }

    private void measured(long nanos) {
        lastRoundTrip = Math.max(1, nanos);
        shortestRoundTrip = shortestRoundTrip == 0 ? lastRoundTrip : Math.min(shortestRoundTrip, lastRoundTrip);
    }

    void end() {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                budget.giveBack(window - SMALLEST);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    Stats stats() {
        lock.lock();
        try {
            return new Stats(window, sent - credited, sent, lastRoundTrip);
        } finally {
            lock.unlock();
        }
    }

    record Stats(int window, long outstanding, long sent, long roundTripNanos) {}
}
