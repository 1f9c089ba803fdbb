package dev.aegis.peer.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.peer.channel.GrowthRule.Decision;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrowthRuleTest {
    private static final int WINDOW = 256 * 1024;
    private static final Duration ROUND_TRIP = Duration.ofMillis(100);

    private final ManualNanoTime clock = new ManualNanoTime();
    private final RoundTripTime roundTrip = new RoundTripTime(clock);
    private final GrowthRule rule = new GrowthRule(clock, roundTrip);

    /// The decision after one round in which so many bytes were sent, and credited after this time.
    private Decision round(int bytes, Duration took) {
        clock.advance(took);
        return rule.credited(bytes, bytes, WINDOW);
    }

    @Test
    void doublesWindowThatWasFullOnPathThatHoldsMore() {
        roundTrip.addPong(ROUND_TRIP.toNanos());
        rule.windowFull();
        assertEquals(Decision.DOUBLE, round(WINDOW, ROUND_TRIP));
    }

    @Test
    void keepsWindowThatWasNeverFull() {
        roundTrip.addPong(ROUND_TRIP.toNanos());
        assertEquals(Decision.KEEP, round(WINDOW, ROUND_TRIP));
    }

    @Test
    void keepsWindowBeforeFirstRoundTripIsMeasured() {
        rule.windowFull();
        assertEquals(Decision.KEEP, round(WINDOW, ROUND_TRIP));
    }

    @Test
    void keepsWindowWhenReceiverIsSlow() {
        roundTrip.addPong(ROUND_TRIP.toNanos());
        rule.windowFull();
        assertEquals(Decision.KEEP, round(WINDOW, ROUND_TRIP.multipliedBy(3)));
    }

    @Test
    void keepsWindowUntilRoundIsOver() {
        roundTrip.addPong(ROUND_TRIP.toNanos());
        rule.beginRound(WINDOW, 0);
        rule.windowFull();
        clock.advance(ROUND_TRIP);
        assertEquals(Decision.KEEP, rule.credited(2 * WINDOW, WINDOW, WINDOW));
        assertEquals(Decision.DOUBLE, rule.credited(2 * WINDOW, WINDOW + 1, WINDOW));
    }

    @Test
    void doublesAtMostOncePerRound() {
        roundTrip.addPong(ROUND_TRIP.toNanos());
        rule.windowFull();
        clock.advance(ROUND_TRIP);
        assertEquals(Decision.DOUBLE, rule.credited(2 * WINDOW, WINDOW, WINDOW));
        rule.windowFull();
        assertEquals(Decision.KEEP, rule.credited(2 * WINDOW, 2 * WINDOW, 2 * WINDOW));
    }

    @Test
    void asksForMeasurementWhenStaleRoundTripForbidsGrowth() {
        roundTrip.addPong(Duration.ofMillis(5).toNanos());
        clock.advance(Duration.ofNanos(RoundTripTime.VALID_NANOS));
        rule.beginRound(0, 0);
        rule.windowFull();
        assertEquals(Decision.MEASURE, round(WINDOW, ROUND_TRIP));
    }
}
