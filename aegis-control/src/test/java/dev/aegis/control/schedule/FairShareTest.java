package dev.aegis.control.schedule;

import static dev.aegis.control.schedule.Examples.NOON;
import static dev.aegis.control.schedule.Examples.job;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FairShareTest {
    @Test
    void usersTakeTurns() {
        List<Job> queued = List.of(
                job("a1", "ada", NOON), job("a2", "ada", NOON), job("a3", "ada", NOON), job("g1", "grace", NOON));
        assertEquals(List.of("a1", "g1", "a2", "a3"), order(queued, Map.of()));
    }

    @Test
    void userWithOpenSessionsGoesLater() {
        List<Job> queued = List.of(job("a1", "ada", NOON), job("g1", "grace", NOON));
        assertEquals(List.of("g1", "a1"), order(queued, Map.of("ada", 1)));
    }

    @Test
    void longWaitOutweighsOpenSessions() {
        List<Job> queued = List.of(job("a1", "ada", NOON.minusSeconds(100)), job("g1", "grace", NOON));
        assertEquals(List.of("a1", "g1"), order(queued, Map.of("ada", 3)));
        assertEquals(List.of("g1", "a1"), order(queued, Map.of("ada", 4)));
    }

    private static List<String> order(List<Job> queued, Map<String, Integer> held) {
        return FairShare.order(queued, held, NOON).stream().map(Job::jobId).toList();
    }
}
