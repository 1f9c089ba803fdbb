package dev.aegis.controlclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockSkewTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC);

    @Test
    void measuresAServerAheadAndBehind() {
        List<Long> measured = new ArrayList<>();
        ClockSkew skew = new ClockSkew(CLOCK, now -> measured.add(now.seconds()));
        assertEquals(0, skew.seconds());

        skew.observe(1042);
        assertEquals("this computer's clock is 42 s behind the build server's", skew.sentence());
        assertTrue(skew.refusesGrants());

        skew.observe(970);
        assertEquals("this computer's clock is 30 s ahead of the build server's", skew.sentence());
        assertFalse(skew.refusesGrants());
        assertEquals(List.of(42L, -30L), measured);
    }

    @Test
    void ignoresAServerThatDoesNotNameItsTime() {
        ClockSkew skew = new ClockSkew(CLOCK);
        skew.observe(0);

        assertEquals(0, skew.seconds());
    }
}
