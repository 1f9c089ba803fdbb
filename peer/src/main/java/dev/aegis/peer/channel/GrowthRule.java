package dev.aegis.peer.channel;

import java.util.function.LongSupplier;

/// Decides when a send window grows.
///
/// A window doubles at most once per round trip, and only when it held the sender back and the path
/// can carry more. Bytes per second times the shortest round trip is what the path holds. A slow
/// receiver fills the window too, but then that product is small, and a larger window would only
/// move memory to the receiver.
final class GrowthRule {
    /// A round trip on two busy machines takes about this long because of scheduling, on any path.
    private static final long LEAST_ROUND_TRIP_NANOS = 4_000_000;

    private final LongSupplier nanoTime;
    private final RoundTripTime roundTrip;
    private boolean wasFull;
    private long roundEnd;
    private long roundCredit;
    private long roundStart;

    GrowthRule(LongSupplier nanoTime, RoundTripTime roundTrip) {
        this.nanoTime = nanoTime;
        this.roundTrip = roundTrip;
        roundStart = nanoTime.getAsLong();
    }

    /// What to do with the window after a credit.
    enum Decision {
        KEEP,
        DOUBLE,
        /// The window would grow if the round trip were longer, and the estimate of it is stale.
        MEASURE
    }

    /// Records that the window held the sender back in this round.
    void windowFull() {
        wasFull = true;
    }

    /// Starts a round. It ends when a byte that is sent from now on is credited.
    void beginRound(long sent, long credited) {
        wasFull = false;
        roundEnd = sent + 1;
        roundCredit = credited;
        roundStart = nanoTime.getAsLong();
    }

    /// Decides after a credit, and starts the next round when this one is over.
    Decision credited(long sent, long credited, int window) {
        if (credited < roundEnd) {
            return Decision.KEEP;
        }
        Decision decision = !wasFull
                ? Decision.KEEP
                : pathHoldsMore(credited, window)
                        ? Decision.DOUBLE
                        : roundTrip.isStale() ? Decision.MEASURE : Decision.KEEP;
        beginRound(sent, credited);
        return decision;
    }

    private boolean pathHoldsMore(long credited, int window) {
        long took = Math.max(1, nanoTime.getAsLong() - roundStart);
        double bytesPerNano = (double) (credited - roundCredit) / took;
        long shortest = roundTrip.shortest();
        return shortest > 0 && 2 * bytesPerNano * Math.max(shortest, LEAST_ROUND_TRIP_NANOS) >= window;
    }
}
