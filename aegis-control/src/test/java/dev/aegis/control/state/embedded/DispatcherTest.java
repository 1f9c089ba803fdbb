package dev.aegis.control.state.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.JobRequirements;
import dev.aegis.control.schedule.Machine;
import dev.aegis.control.schedule.SchedulingRules;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.control.IdfVersion;
import dev.aegis.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DispatcherTest {
    private static final SchedulingRules RULES = SchedulingRules.with(Duration.ofSeconds(30), Duration.ofSeconds(60));

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final MachineTable machines = new MachineTable();
    private final JobLifecycle jobs = new JobLifecycle(RULES, clock, hint -> {});
    private final List<Duration> scheduled = new ArrayList<>();
    private final Dispatcher dispatcher = new Dispatcher(jobs, machines, RULES, clock, scheduled::add);

    @Test
    void schedulesOneDispatchForTheEndOfTheGrace() {
        waitForTheWarmMachine();

        dispatcher.dispatch();
        dispatcher.dispatch();
        dispatcher.dispatch();

        assertEquals(List.of(RULES.warmGrace()), scheduled);
    }

    @Test
    void schedulesAgainAfterATooEarlyDispatch() {
        waitForTheWarmMachine();

        dispatcher.dispatch();
        clock.advance(Duration.ofMillis(499));
        dispatcher.scheduledDispatch();

        assertEquals(List.of(RULES.warmGrace(), Duration.ofMillis(1)), scheduled);
    }

    @Test
    void givesTheJobToAnotherMachineAfterTheGrace() {
        waitForTheWarmMachine();

        dispatcher.dispatch();
        clock.advance(RULES.warmGrace());
        dispatcher.scheduledDispatch();

        assertEquals(List.of(), jobs.table().queuedJobs());
        assertEquals(List.of(RULES.warmGrace()), scheduled);
    }

    @Test
    void prefersTheMachineThatWasHeardLast() {
        for (String agentId : List.of("earlier", "later")) {
            machines.register(machine(agentId), clock.instant());
            machines.seen(agentId, clock.instant().plusSeconds(600));
            assertNotNull(machines.openPoll(agentId));
        }
        jobs.enqueue(job("first"));

        dispatcher.dispatch();

        assertEquals(Map.of("later", 1), jobs.table().heldByMachine());
    }

    // The machine with the warm workspace is online and free, but another one polls for a job.
    private void waitForTheWarmMachine() {
        for (String agentId : List.of("warm", "cold")) {
            machines.register(machine(agentId), clock.instant());
            machines.seen(agentId, clock.instant().plusSeconds(600));
        }
        machines.remember(job("first"), "warm");
        assertNotNull(machines.openPoll("cold"));
        jobs.enqueue(job("first"));
    }

    private Job job(String jobId) {
        JobRequirements requirements = new JobRequirements("esp32c3", null, 0, 0, List.of(ChannelName.ESPCTL), null);
        return new Job(jobId, "ada", requirements, null, 600, "project", null, clock.instant());
    }

    private static Machine machine(String agentId) {
        IdfVersion version = new IdfVersion("v5.3", List.of("esp32c3"), true);
        return new Machine(agentId, "key", agentId, List.of(version), List.of(ChannelName.ESPCTL), 4, 4096, 1);
    }
}
