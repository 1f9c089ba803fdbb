package dev.aegis.agent.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration CAP = Duration.ofSeconds(8);

    private final Backoff backoff = new Backoff(CAP, new Random(7));

    @Test
    void growsToItsCapAndSpreads() {
        for (int i = 0; i < 20; i++) {
            assertTrue(backoff.after(null).compareTo(CAP) <= 0);
        }
        assertTrue(backoff.after(null).compareTo(CAP.dividedBy(2)) >= 0);
        backoff.reset();
        assertTrue(backoff.after(null).compareTo(Duration.ofMillis(250)) <= 0);
    }

    @Test
    void waitsAsLongAsTheServerAskedButNotForEver() {
        assertEquals(Duration.ofSeconds(5), backoff.after(Duration.ofSeconds(5)));
        assertEquals(CAP, backoff.after(Duration.ofDays(1)));
    }
}
