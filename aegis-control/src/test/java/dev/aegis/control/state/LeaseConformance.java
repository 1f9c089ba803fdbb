package dev.aegis.control.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.MachineStatus;
import dev.aegis.protocol.control.AgentRegistration.RunningJob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The leases that every implementation of `ServerState` must have, and the ends of jobs.
public abstract class LeaseConformance extends ServerStateFixture {
    @Test
    void leaseIsFencedByItsToken() {
        String agentId = machine("esp32c3", 1);
        queued("ada");
        Assignment old = state.claim(agentId, Duration.ZERO).orElseThrow();
        clock.advance(RULES.firstLease());
        state.sweep();
        Assignment current = state.claim(agentId, Duration.ZERO).orElseThrow();
        assertEquals(old.job().jobId(), current.job().jobId());
        assertTrue(current.lease().token() > old.lease().token());
        assertEquals(Optional.empty(), renew(old));
        assertFalse(complete(old));
        assertEquals(clock.instant().plus(LONG), renew(current).orElseThrow().expiresAt());
        assertTrue(complete(current));
        assertFalse(complete(current));
        assertEquals(Optional.empty(), renew(current));
    }

    @Test
    void handedBackJobIsOfferedAgainWithoutBeingCounted() {
        String agentId = machine("esp32c3", 1);
        queued("ada");
        for (int i = 0; i < 10; i++) {
            Assignment undelivered = state.claim(agentId, Duration.ZERO).orElseThrow();
            state.handBack(undelivered.job().jobId(), undelivered.lease().token());
        }
        assertTrue(state.claim(agentId, Duration.ZERO).isPresent());
    }

    @Test
    void jobEndsAfterThreeLostMachines() {
        Job job = queued("ada");
        for (int i = 0; i < 3; i++) {
            assertTrue(state.claim(machine("esp32c3", 1), Duration.ZERO).isPresent());
            clock.advance(RULES.firstLease());
            state.sweep();
        }
        assertEquals("lost", end(job.jobId()).outcome());
    }

    @Test
    void openSessionOfALostMachineEnds() {
        String agentId = machine("esp32c3", 1);
        Job job = queued("ada");
        assertTrue(state.claim(agentId, Duration.ZERO).isPresent());
        assertTrue(state.touch(job.jobId(), agentId, true).isPresent());
        clock.advance(LONG.minusSeconds(1));
        state.sweep();
        assertInstanceOf(
                JobState.Held.class, state.job(job.jobId()).orElseThrow().state());
        clock.advance(Duration.ofSeconds(1));
        state.sweep();
        assertEquals("lost", end(job.jobId()).outcome());
    }

    @Test
    void endedJobIsRemovedAfterRetention() {
        String agentId = machine("esp32c3", 1);
        Job job = queued("ada");
        finish(state.claim(agentId, Duration.ZERO).orElseThrow());
        clock.advance(RULES.endedKept().plusSeconds(1));
        state.sweep();
        assertEquals(Optional.empty(), state.job(job.jobId()));
    }

    @Test
    void runningJobOfAnEarlierServerIsAdopted() {
        String agentId = machine("esp32c3", 1);
        RunningJob running = new RunningJob("j-before", "ada", 77);
        assertTrue(state.adopt(agentId, running));
        assertTrue(state.renew("j-before", agentId, 77).isPresent());
        assertFalse(state.adopt(machine("esp32c3", 1), running));
        assertFalse(state.adopt("m-unknown", running));
        queued("ada");
        assertEquals(Optional.empty(), state.claim(agentId, Duration.ZERO));
    }

    @Test
    void idsOfAnAdoptedJobContinueToGrow() {
        String agentId = machine("esp32c3", 1);
        state.adopt(agentId, new RunningJob("j-before", "ada", 77));
        PostResult.Kept kept =
                assertInstanceOf(PostResult.Kept.class, state.post("j-before", Side.CLIENT, candidate()));
        assertEquals(clock.instant().getEpochSecond() + 1, kept.id());
        assertEquals(1, state.read("j-before", Side.CLIENT, 7).size());
        assertEquals(List.of(), state.read("j-before", Side.CLIENT, kept.id()));
    }

    @Test
    void lostMachineCountsAsOfflineUntilItsNextRequest() {
        String lost = machine("esp32c3", 1);
        queued("ada");
        assertTrue(state.claim(lost, Duration.ZERO).isPresent());
        clock.advance(RULES.firstLease());
        state.sweep();
        assertFalse(status(lost).online());

        state.seen(lost, LONG);
        assertTrue(status(lost).online());
    }

    private MachineStatus status(String agentId) {
        return state.queue().machines().stream()
                .filter(status -> status.machine().agentId().equals(agentId))
                .findFirst()
                .orElseThrow();
    }
}
