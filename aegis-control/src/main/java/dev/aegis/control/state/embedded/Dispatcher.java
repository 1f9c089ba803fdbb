package dev.aegis.control.state.embedded;

import dev.aegis.control.schedule.FairShare;
import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.JobRequirements;
import dev.aegis.control.schedule.Placement;
import dev.aegis.control.schedule.SchedulingRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Assignment of waiting jobs to waiting machines. Guarded by the lock of `EmbeddedState`.
final class Dispatcher {
    private final JobLifecycle jobs;
    private final MachineTable machines;
    private final SchedulingRules rules;
    private final InstantSource clock;
    private final Consumer<Duration> later;
    private boolean isScheduled;

    /// @param later runs `scheduledDispatch` after this time
    Dispatcher(
            JobLifecycle jobs,
            MachineTable machines,
            SchedulingRules rules,
            InstantSource clock,
            Consumer<Duration> later) {
        this.jobs = jobs;
        this.machines = machines;
        this.rules = rules;
        this.clock = clock;
        this.later = later;
    }

    /// Dispatches at the scheduled time. If the timer was early, the next dispatch is scheduled again.
    void scheduledDispatch() {
        isScheduled = false;
        dispatch();
    }

    /// Gives waiting jobs to waiting machines.
    void dispatch() {
        if (machines.hasNoPoll()) {
            return;
        }
        Instant now = clock.instant();
        Instant graceEnds = null;
        // Jobs with the same requirements are tried once, not once for each job.
        Set<JobRequirements> unplaceable = new HashSet<>();
        JobTable table = jobs.table();
        for (Job job : FairShare.order(table.attendedJobs(), table.heldByUser(), now)) {
            if (machines.hasNoPoll()) {
                break;
            }
            if (unplaceable.contains(job.requirements())) {
                continue;
            }
            switch (place(job, now)) {
                case Placement.On on -> assign(job, on.agentId());
                case Placement.NotBefore notBefore -> graceEnds = earlier(graceEnds, notBefore.grace());
                case Placement.Nowhere nowhere -> unplaceable.add(job.requirements());
            }
        }
        if (graceEnds != null && !isScheduled) {
            isScheduled = true;
            later.accept(Duration.between(now, graceEnds));
        }
    }

    private Placement place(Job job, Instant now) {
        Map<String, Integer> busy = jobs.table().heldByMachine();
        return Placement.of(job, machines.waiting(busy, now), machines.warm(job, busy, now), now, rules.warmGrace());
    }

    private void assign(Job job, String agentId) {
        Poll poll = machines.takePoll(agentId);
        if (poll != null) {
            machines.remember(job, agentId);
            poll.end(jobs.assign(job.jobId(), agentId));
        }
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }
}
