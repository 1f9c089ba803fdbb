package dev.aegis.control.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The queue that every implementation of `ServerState` must have: who gets a job, and when.
public abstract class JobQueueConformance extends ServerStateFixture {
    @Test
    void noJobIsLostOrTakenTwiceUnderConcurrentPollers() throws Exception {
        int machines = 8;
        int jobs = 400;
        Set<String> taken = ConcurrentHashMap.newKeySet();
        AtomicInteger deliveries = new AtomicInteger();
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int m = 0; m < machines; m++) {
            String agentId = machine("esp32c3", 1);
            work.add(() -> {
                while (deliveries.get() < jobs) {
                    Optional<Assignment> got = state.claim(agentId, Duration.ofMillis(200));
                    if (got.isPresent()) {
                        deliveries.incrementAndGet();
                        taken.add(got.get().job().jobId());
                        finish(got.get());
                    }
                }
                return true;
            });
        }
        for (int producer = 0; producer < 4; producer++) {
            String user = "user-" + producer;
            work.add(() -> {
                for (int i = 0; i < jobs / 4; i++) {
                    // The client tries again later when the queue is full.
                    while (state.enqueue(job(user)) instanceof EnqueueResult.Full) {
                        Thread.onSpinWait();
                    }
                }
                return true;
            });
        }
        all(work);
        assertEquals(jobs, deliveries.get());
        assertEquals(jobs, taken.size());
    }

    @Test
    void waitingPollReceivesANewJob() throws Exception {
        String agentId = machine("esp32c3", 1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Assignment>> poll = threads.submit(() -> state.claim(agentId, LONG));
            Job job = queued("ada");
            assertEquals(job.jobId(), poll.get().orElseThrow().job().jobId());
        }
    }

    @Test
    void jobGoesOnlyToAMachineThatCanDoIt() {
        String c6 = machine("esp32c6", 1);
        queued("ada");
        assertEquals(Optional.empty(), state.claim(c6, Duration.ZERO));
        assertTrue(state.claim(machine("esp32c3", 1), Duration.ZERO).isPresent());
    }

    @Test
    void unknownMachineGetsNothing() {
        queued("ada");
        assertEquals(Optional.empty(), state.claim("m-unknown", LONG));
    }

    @Test
    void oneUsersJobsAreServedInOrderAndUsersTakeTurns() {
        String agentId = machine("esp32c3", 100);
        List<String> requirements = new ArrayList<>();
        Job first = queued("ada");
        Job second = queued("ada");
        Job third = queued("ada");
        Job others = queued("grace");
        requirements.addAll(List.of(first.jobId(), others.jobId(), second.jobId(), third.jobId()));
        List<String> got = IntStream.range(0, 4)
                .mapToObj(i ->
                        state.claim(agentId, Duration.ZERO).orElseThrow().job().jobId())
                .toList();
        assertEquals(requirements, got);
    }

    @Test
    void warmMachineIsPreferredDuringTheGrace() {
        String warm = machine("esp32c3", 1);
        String cold = machine("esp32c3", 1);
        state.enqueue(job("ada", "project", null));
        finish(state.claim(warm, Duration.ZERO).orElseThrow());
        state.enqueue(job("ada", "project", null));
        assertEquals(Optional.empty(), state.claim(cold, Duration.ZERO));
        clock.advance(RULES.warmGrace());
        assertTrue(state.claim(cold, Duration.ZERO).isPresent());
    }

    @Test
    void previewQueuesNothingAndAssignsNothing() {
        String agentId = machine("esp32c3", 1);
        Job waits = queued("ada");
        Job imagined = job("grace");

        assertEquals(List.of(waits, imagined), state.preview(imagined).queue().queued());
        assertEquals(List.of(waits), state.queue().queued());
        assertEquals(Optional.empty(), state.job(imagined.jobId()));
        assertEquals(
                waits.jobId(),
                state.claim(agentId, Duration.ZERO).orElseThrow().job().jobId());
        assertEquals(Optional.empty(), state.claim(agentId, Duration.ZERO));
    }

    @Test
    void previewHasItsPositionByFairShare() {
        queued("ada");
        queued("ada");
        List<String> users = state.preview(job("grace")).queue().queued().stream()
                .map(Job::userId)
                .toList();
        assertEquals(List.of("ada", "grace", "ada"), users);
    }

    @Test
    void previewNamesTheMachineThatHadTheUsersProject() {
        String agentId = machine("esp32c3", 1);
        Job asked = job("ada", "project", null);
        assertEquals(null, state.preview(asked).warmAgentId());
        state.enqueue(job("ada", "project", null));
        finish(state.claim(agentId, Duration.ZERO).orElseThrow());

        assertEquals(agentId, state.preview(asked).warmAgentId());
        assertEquals(null, state.preview(job("grace", "project", null)).warmAgentId());
    }

    @Test
    void jobThatIsFollowedStaysAndOthersExpire() {
        Job followed = queued("ada");
        Job forgotten = queued("ada");
        clock.advance(Duration.ofSeconds(50));
        state.followed(followed.jobId());
        clock.advance(Duration.ofSeconds(11));
        state.sweep();
        assertInstanceOf(
                JobState.Queued.class, state.job(followed.jobId()).orElseThrow().state());
        assertEquals("expired", end(forgotten.jobId()).outcome());
    }

    @Test
    void jobOfAClientThatHasGoneCountsForNothingAndExpiresSoon() throws Exception {
        Job ghost = queued("ada");
        Mailboxes.Subscription client = state.follow(ghost.jobId(), Side.CLIENT, () -> {});
        Job waiting = queued("bob");
        assertEquals(2, state.queue().queued().size());
        client.close();
        assertEquals(List.of(waiting), state.queue().queued());
        clock.advance(Duration.ofSeconds(2));
        state.sweep();
        assertInstanceOf(
                JobState.Queued.class, state.job(ghost.jobId()).orElseThrow().state());
        String agentId = machine("esp32c3", 1);
        assertEquals(
                waiting.jobId(),
                state.claim(agentId, Duration.ZERO).orElseThrow().job().jobId());
        clock.advance(Duration.ofSeconds(1));
        state.sweep();
        assertEquals("expired", end(ghost.jobId()).outcome());
    }

    @Test
    void jobOfAClientThatReconnectsStays() {
        Job job = queued("ada");
        state.follow(job.jobId(), Side.CLIENT, () -> {}).close();
        clock.advance(Duration.ofSeconds(2));
        state.sweep();
        Mailboxes.Subscription again = state.follow(job.jobId(), Side.CLIENT, () -> {});
        clock.advance(Duration.ofSeconds(50));
        state.sweep();
        assertEquals(List.of(job), state.queue().queued());
        again.close();
    }

    @Test
    void withdrawnJobFreesItsPlaceAndItsMachine() throws Exception {
        Job queued = queued("ada");
        assertTrue(state.withdraw(queued.jobId()));
        assertEquals("canceled", end(queued.jobId()).outcome());
        Job held = queued("ada");
        String agentId = machine("esp32c3", 1);
        long token = state.claim(agentId, Duration.ZERO).orElseThrow().lease().token();
        assertTrue(state.withdraw(held.jobId()));
        assertEquals("canceled", end(held.jobId()).outcome());
        assertFalse(state.complete(held.jobId(), agentId, token, new JobEnd(JobEnd.COMPLETED, null, null)));
        assertEquals(0, state.counts().held());
        assertFalse(state.withdraw("j-none"));
    }

    @Test
    void repeatedRequestCreatesOneJob() throws Exception {
        List<Callable<EnqueueResult>> sends = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            sends.add(() -> state.enqueue(job("ada", null, "same")));
        }
        List<EnqueueResult> came = all(sends);
        assertEquals(
                1,
                came.stream().filter(EnqueueResult.Accepted.class::isInstance).count());
        assertEquals(
                31,
                came.stream().filter(EnqueueResult.Repeated.class::isInstance).count());
        assertInstanceOf(EnqueueResult.Accepted.class, state.enqueue(job("grace", null, "same")));
        assertInstanceOf(EnqueueResult.KeyReused.class, state.enqueue(job("ada", "other project", "same")));
    }

    @Test
    void queueIsBoundedForEachUser() {
        for (int i = 0; i < RULES.maxQueuedPerUser(); i++) {
            queued("ada");
        }
        assertEquals(new EnqueueResult.Full(true), state.enqueue(job("ada")));
        assertInstanceOf(EnqueueResult.Accepted.class, state.enqueue(job("grace")));
    }

    @Test
    void machineWithAWrongClockGetsNoJob() {
        Machine machine = newMachine("esp32c3", 1);
        state.register(machine);
        state.clock(machine.agentId(), -45);
        queued("ada");
        assertEquals(Optional.empty(), state.claim(machine.agentId(), Duration.ZERO));

        state.clock(machine.agentId(), -2);
        assertTrue(state.claim(machine.agentId(), Duration.ZERO).isPresent());
    }

    @Test
    void drainingMachineGetsNothingUntilItRegistersAgain() {
        Machine machine = newMachine("esp32c3", 1);
        state.register(machine);
        state.drain(machine.agentId());
        queued("ada");
        state.seen(machine.agentId(), LONG);
        assertEquals(Optional.empty(), state.claim(machine.agentId(), Duration.ZERO));
        state.register(machine);
        assertTrue(state.claim(machine.agentId(), Duration.ZERO).isPresent());
    }

    @Test
    void endPollsEndsWaitingPolls() throws Exception {
        String agentId = machine("esp32c3", 1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Assignment>> poll = threads.submit(() -> state.claim(agentId, Duration.ofMinutes(5)));
            state.endPolls();
            assertEquals(Optional.empty(), poll.get());
        }
    }
}
