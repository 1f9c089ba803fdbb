package dev.aegis.control.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.JobRequirements;
import dev.aegis.control.schedule.Machine;
import dev.aegis.control.schedule.SchedulingRules;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.control.AgentRegistration.RunningJob;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.IdfVersion;
import dev.aegis.protocol.control.SignalingEvent;
import dev.aegis.testkit.MovableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The behaviour that every implementation of `ServerState` must have. A subclass creates one.
@Timeout(60)
public abstract class ServerStateConformance {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final SchedulingRules RULES = SchedulingRules.with(LONG, Duration.ofSeconds(60));

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final AtomicInteger names = new AtomicInteger();
    private ServerState state;

    protected abstract ServerState newState(SchedulingRules rules, Clock clock);

    @BeforeEach
    void open() {
        state = newState(RULES, clock);
    }

    @AfterEach
    void close() {
        state.close();
    }

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
    void mailboxReplaysWithoutGapOrDuplicateUnderConcurrentWriters() throws Exception {
        Job job = queued("ada");
        long writers = 4;
        int each = 50;
        Semaphore news = new Semaphore(0);
        List<Long> seen = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Mailboxes.Subscription subscription = state.follow(job.jobId(), Side.MACHINE, news::release)) {
            for (int w = 0; w < writers; w++) {
                threads.execute(() -> {
                    for (int i = 0; i < each; i++) {
                        state.post(job.jobId(), Side.MACHINE, candidate());
                    }
                });
            }
            while (seen.size() < writers * each) {
                long last = seen.isEmpty() ? 0 : seen.getLast();
                List<MailboxMessage> messages = state.read(job.jobId(), Side.MACHINE, last);
                messages.forEach(message -> seen.add(message.id()));
                if (messages.isEmpty()) {
                    news.acquire();
                }
            }
        }
        assertEquals(LongStream.rangeClosed(1, writers * each).boxed().toList(), seen);
    }

    @Test
    void mailboxesAreBoundedAndSeparate() {
        Job job = queued("ada");
        PostResult last = state.post(job.jobId(), Side.MACHINE, candidate());
        for (int i = 0; i < 1000 && last instanceof PostResult.Kept; i++) {
            last = state.post(job.jobId(), Side.MACHINE, candidate());
        }
        assertInstanceOf(PostResult.MailboxFull.class, last);
        assertEquals(new PostResult.Kept(1), state.post(job.jobId(), Side.CLIENT, candidate()));
        assertInstanceOf(PostResult.NoSuchJob.class, state.post("j-unknown", Side.CLIENT, candidate()));
    }

    @Test
    void bothSidesReceiveTheEndAsTheLastMessage() {
        String agentId = machine("esp32c3", 1);
        Job job = queued("ada");
        finish(state.claim(agentId, Duration.ZERO).orElseThrow());
        for (Side side : Side.values()) {
            assertEquals("ended", state.read(job.jobId(), side, 0).getLast().type());
            assertInstanceOf(PostResult.JobEnded.class, state.post(job.jobId(), side, candidate()));
        }
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
    void nameIsUsedOnceAtATime() throws Exception {
        List<Callable<Boolean>> uses = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            uses.add(() -> state.useOnce("grant", LONG));
        }
        assertEquals(1, all(uses).stream().filter(first -> first).count());
        clock.advance(LONG.plusSeconds(1));
        assertTrue(state.useOnce("grant", LONG));
        state.release("grant");
        assertTrue(state.useOnce("grant", LONG));
    }

    @Test
    void bucketAllowsAtMostItsCapacity() throws Exception {
        Rate rate = Rate.perMinute(10);
        List<Callable<RateDecision>> takes = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            takes.add(() -> state.take("bucket", rate));
        }
        assertEquals(
                10,
                all(takes).stream()
                        .filter(RateDecision.Allowed.class::isInstance)
                        .count());
        assertEquals(new RateDecision.Exceeded(Duration.ofSeconds(6)), state.take("bucket", rate));
        clock.advance(Duration.ofSeconds(12));
        assertEquals(2, state.remaining("bucket", rate));
        assertEquals(new RateDecision.Allowed(1), state.take("bucket", rate));
        assertEquals(new RateDecision.Allowed(9), state.take("another bucket", rate));
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

    private static <T> List<T> all(List<Callable<T>> work) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> done : threads.invokeAll(work)) {
                results.add(done.get());
            }
        }
        return results;
    }

    private String machine(String target, int maxJobs) {
        Machine machine = newMachine(target, maxJobs);
        state.register(machine);
        state.seen(machine.agentId(), Duration.ofHours(1));
        return machine.agentId();
    }

    private Machine newMachine(String target, int maxJobs) {
        return new Machine(
                "m-" + names.incrementAndGet(),
                "key",
                "bench",
                List.of(new IdfVersion("v5.3", List.of(target), true)),
                List.of(ChannelName.ESPCTL),
                4,
                4096,
                maxJobs);
    }

    private Job queued(String user) {
        Job job = job(user);
        assertInstanceOf(EnqueueResult.Accepted.class, state.enqueue(job));
        return job;
    }

    private Job job(String user) {
        return job(user, null, null);
    }

    private Job job(String user, @Nullable String projectKey, @Nullable String idempotencyKey) {
        return new Job(
                "j-" + names.incrementAndGet(),
                user,
                new JobRequirements("esp32c3", "v5.3", 1, 512, List.of(ChannelName.ESPCTL), null),
                new Fingerprint("sha-256:" + "AB:".repeat(31) + "AB"),
                600,
                projectKey,
                idempotencyKey,
                clock.instant());
    }

    private static SignalingEvent candidate() {
        return new SignalingEvent.Trickled(new Candidate("candidate:1", "0", 0, 1));
    }

    private Optional<Lease> renew(Assignment assignment) {
        return state.renew(
                assignment.job().jobId(),
                assignment.lease().agentId(),
                assignment.lease().token());
    }

    private boolean complete(Assignment assignment) {
        return state.complete(
                assignment.job().jobId(),
                assignment.lease().agentId(),
                assignment.lease().token(),
                new JobEnd(JobEnd.COMPLETED, null, null));
    }

    private void finish(Assignment assignment) {
        assertTrue(complete(assignment));
    }

    private JobEnd end(String jobId) {
        return assertInstanceOf(
                        JobState.Ended.class, state.job(jobId).orElseThrow().state())
                .end();
    }
}
