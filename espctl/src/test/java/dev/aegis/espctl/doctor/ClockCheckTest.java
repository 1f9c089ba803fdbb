package dev.aegis.espctl.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.controlclient.ClockSkew;
import dev.aegis.protocol.Limits;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClockCheckTest {
    private static final long NOW = 1_000_000;

    @Test
    void acceptsASmallDifference() {
        assertEquals(Check.Status.OK, differingBy(10).status());
        assertEquals("differs by 10 s", differingBy(-10).detail());
    }

    @Test
    void warnsBeforeGrantsAreRefusedAndNamesTheLimit() {
        assertEquals("clock_drifting", differingBy(11).code());
        assertEquals("clock_drifting", differingBy(-Limits.CLOCK_SKEW_SECS).code());
        assertEquals(
                "this computer's clock is 11 s behind the build server's; builds work up to 30 s",
                differingBy(11).detail());
    }

    @Test
    void failsAboveTheLimitOfGrants() {
        assertEquals("clock_skewed", differingBy(Limits.CLOCK_SKEW_SECS + 1).code());
        assertEquals("clock_skewed", differingBy(-Limits.CLOCK_SKEW_SECS - 1).code());
    }

    private static Check differingBy(long seconds) {
        ClockSkew skew = new ClockSkew(Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));
        skew.observe(NOW + seconds);
        return new ClockCheck(skew).look();
    }
}
