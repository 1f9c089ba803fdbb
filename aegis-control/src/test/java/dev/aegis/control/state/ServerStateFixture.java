package dev.aegis.control.state;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.JobRequirements;
import dev.aegis.control.schedule.Machine;
import dev.aegis.control.schedule.SchedulingRules;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// A state with a clock that tests move, and jobs and machines for it. A subclass creates the state.
@Timeout(60)
public abstract class ServerStateFixture {
    static final Duration LONG = Duration.ofSeconds(30);
    static final SchedulingRules RULES = SchedulingRules.with(LONG, Duration.ofSeconds(60));

    final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T12:00:00Z"));
    ServerState state;
    private final AtomicInteger names = new AtomicInteger();

    protected abstract ServerState newState(SchedulingRules rules, Clock clock);

    @BeforeEach
    void open() {
        state = newState(RULES, clock);
    }

    @AfterEach
    void close() {
        state.close();
    }

    static <T> List<T> all(List<Callable<T>> work) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> done : threads.invokeAll(work)) {
                results.add(done.get());
            }
        }
        return results;
    }

    String machine(String target, int maxJobs) {
        Machine machine = newMachine(target, maxJobs);
        state.register(machine);
        state.seen(machine.agentId(), Duration.ofHours(1));
        return machine.agentId();
    }

    Machine newMachine(String target, int maxJobs) {
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

    Job queued(String user) {
        Job job = job(user);
        assertInstanceOf(EnqueueResult.Accepted.class, state.enqueue(job));
        return job;
    }

    Job job(String user) {
        return job(user, null, null);
    }

    Job job(String user, @Nullable String projectKey, @Nullable String idempotencyKey) {
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

    static SignalingEvent candidate() {
        return new SignalingEvent.Trickled(new Candidate("candidate:1", "0", 0, 1));
    }

    Optional<Lease> renew(Assignment assignment) {
        return state.renew(
                assignment.job().jobId(),
                assignment.lease().agentId(),
                assignment.lease().token());
    }

    boolean complete(Assignment assignment) {
        return state.complete(
                assignment.job().jobId(),
                assignment.lease().agentId(),
                assignment.lease().token(),
                new JobEnd(JobEnd.COMPLETED, null, null));
    }

    void finish(Assignment assignment) {
        assertTrue(complete(assignment));
    }

    JobEnd end(String jobId) {
        return assertInstanceOf(
                        JobState.Ended.class, state.job(jobId).orElseThrow().state())
                .end();
    }
}
