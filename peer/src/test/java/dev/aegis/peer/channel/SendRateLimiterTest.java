package dev.aegis.peer.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.peer.SendRateLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SendRateLimiterTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final ManualNanoTime clock = new ManualNanoTime();

    /// @return simulated seconds that sending took
    private double secondsToSend(SendRateLimits limits, int frames, int frameBytes) {
        var limiter = new SendRateLimiter(limits, clock.getAsLong());
        long begin = clock.getAsLong();
        for (int i = 0; i < frames; i++) {
            clock.advance(Duration.ofNanos(limiter.take(frameBytes, clock.getAsLong())));
        }
        return (clock.getAsLong() - begin) / (double) SECOND;
    }

    @Test
    void slowsDownToBandwidth() {
        assertEquals(10, secondsToSend(new SendRateLimits(8_000, 0), 1000, 10_000), 0.2);
    }

    @Test
    void slowsDownToMessageRate() {
        assertEquals(10, secondsToSend(new SendRateLimits(0, 100), 1000, 10), 0.2);
    }

    @Test
    void takesTheTighterOfBoth() {
        assertEquals(20, secondsToSend(new SendRateLimits(8_000, 50), 1000, 10_000), 0.3);
    }

    @Test
    void doesNotWaitWithoutLimits() {
        assertEquals(0, secondsToSend(SendRateLimits.NONE, 1000, 60_000));
    }

    @Test
    void savesNoMoreThanShortBurstWhileIdle() {
        var limiter = new SendRateLimiter(new SendRateLimits(8_000, 0), clock.getAsLong());
        clock.advance(Duration.ofHours(1));
        assertTrue(limiter.take(200_000, clock.getAsLong()) > 0);
    }
}
