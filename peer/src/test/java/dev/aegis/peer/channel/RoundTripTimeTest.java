package dev.aegis.peer.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundTripTimeTest {
    private final ManualNanoTime clock = new ManualNanoTime();
    private final RoundTripTime roundTrip = new RoundTripTime(clock);

    private void passValidity() {
        clock.advance(Duration.ofNanos(RoundTripTime.VALID_NANOS));
    }

    @Test
    void keepsShortestRecentSample() {
        roundTrip.addPong(50);
        roundTrip.addPong(20);
        roundTrip.addPong(80);
        assertEquals(20, roundTrip.shortest());
        assertEquals(80, roundTrip.last());
    }

    @Test
    void takesLongerPongOnlyWhenEstimateIsStale() {
        roundTrip.addPong(20);
        passValidity();
        assertTrue(roundTrip.isStale());
        roundTrip.addPong(300);
        assertEquals(300, roundTrip.shortest());
        assertFalse(roundTrip.isStale());
    }

    @Test
    void takesShorterSampleAtOnce() {
        roundTrip.addPong(300);
        roundTrip.addCredit(20);
        assertEquals(20, roundTrip.shortest());
    }

    @Test
    void neverTakesLongerCredit() {
        roundTrip.addPong(20);
        passValidity();
        roundTrip.addCredit(300);
        assertEquals(20, roundTrip.shortest());
        assertTrue(roundTrip.isStale());
    }

    @Test
    void isNotStaleWhileShortestIsConfirmed() {
        roundTrip.addPong(20);
        passValidity();
        roundTrip.addCredit(20);
        assertFalse(roundTrip.isStale());
    }

    @Test
    void isNotStaleBeforeFirstSample() {
        passValidity();
        assertFalse(roundTrip.isStale());
        assertEquals(0, roundTrip.shortest());
    }

    @Test
    void extendsValidityWhenItCannotBeMeasured() {
        roundTrip.addPong(20);
        passValidity();
        roundTrip.extend();
        assertFalse(roundTrip.isStale());
        assertEquals(20, roundTrip.shortest());
    }
}
