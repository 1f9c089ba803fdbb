package dev.aegis.peer.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.peer.SendLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SendLimiterTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final MovableNanos clock = new MovableNanos();

    /// @return simulated seconds that sending took
    private double secondsToSend(SendLimits limits, int frames, int frameBytes) {
        var limiter = new SendLimiter(limits, clock.getAsLong());
        long begin = clock.getAsLong();
        for (int i = 0; i < frames; i++) {
            clock.advance(Duration.ofNanos(limiter.take(frameBytes, clock.getAsLong())));
        }
        return (clock.getAsLong() - begin) / (double) SECOND;
    }

    @Test
    void slowsDownToBandwidth() {
        assertEquals(10, secondsToSend(new SendLimits(8_000, 0), 1000, 10_000), 0.2);
    }

    @Test
    void slowsDownToMessageRate() {
        assertEquals(10, secondsToSend(new SendLimits(0, 100), 1000, 10), 0.2);
    }

    @Test
    void takesTheTighterOfBoth() {
        assertEquals(20, secondsToSend(new SendLimits(8_000, 50), 1000, 10_000), 0.3);
    }

    @Test
    void waitsForNothingWithoutLimits() {
        assertEquals(0, secondsToSend(SendLimits.NONE, 1000, 60_000));
    }

    @Test
    void savesNoMoreThanShortBurstWhileIdle() {
        var limiter = new SendLimiter(new SendLimits(8_000, 0), clock.getAsLong());
        clock.advance(Duration.ofHours(1));
        assertTrue(limiter.take(200_000, clock.getAsLong()) > 0);
    }
}
