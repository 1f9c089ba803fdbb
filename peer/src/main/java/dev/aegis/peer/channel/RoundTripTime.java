package dev.aegis.peer.channel;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The round trip time of one channel's path: the last sample and the shortest recent one.
///
/// A pong comes back without waiting for the receiving application, so it measures the path. A
/// credit comes back after the application has consumed the data, so it is an upper bound: it can
/// lower the estimate and never raises it.
final class RoundTripTime {
    /// How long the shortest sample is valid. A path can become slower, and BBR uses the same value
    /// (`MinRTTFilterLen` in draft-ietf-ccwg-bbr).
    static final long VALID_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoTime;
    private long last;
    private long shortest;
    private long measuredAt;

    RoundTripTime(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// Adds a sample that a ping measured. It replaces a shorter estimate that is stale.
    void addPong(long nanos) {
        add(nanos, isStale());
    }

    /// Adds a sample that a credit measured.
    void addCredit(long nanos) {
        add(nanos, false);
    }

    private void add(long nanos, boolean replace) {
        last = Math.max(1, nanos);
        if (shortest == 0 || last <= shortest || replace) {
            shortest = last;
            measuredAt = nanoTime.getAsLong();
        }
    }

    /// Whether the shortest sample is too old to rely on.
    boolean isStale() {
        return shortest > 0 && nanoTime.getAsLong() - measuredAt >= VALID_NANOS;
    }

    /// Keeps the estimate for another period, because it could not be measured now.
    void extend() {
        measuredAt = nanoTime.getAsLong();
    }

    /// The last sample in nanoseconds; 0 before the first.
    long last() {
        return last;
    }

    /// The shortest recent sample in nanoseconds; 0 before the first.
    long shortest() {
        return shortest;
    }
}
