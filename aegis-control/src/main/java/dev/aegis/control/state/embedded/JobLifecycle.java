package dev.aegis.control.state.embedded;

import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.JobRequirements;
import dev.aegis.control.schedule.Machine;
import dev.aegis.control.schedule.SchedulingRules;
import dev.aegis.control.state.Assignment;
import dev.aegis.control.state.EnqueueResult;
import dev.aegis.control.state.JobEnd;
import dev.aegis.control.state.JobState;
import dev.aegis.control.state.Lease;
import dev.aegis.control.state.PostResult;
import dev.aegis.control.state.Side;
import dev.aegis.protocol.control.AgentRegistration.RunningJob;
import dev.aegis.protocol.control.SignalingEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The state transitions of jobs. Guarded by the lock of `EmbeddedState`.
final class JobLifecycle {
    private static final double NEWEST_SESSION_WEIGHT = 0.2;

    private final JobTable table = new JobTable();
    private final SchedulingRules rules;
    private final InstantSource clock;
    private final Consumer<Runnable> hints;
    private long lastToken;
    private @Nullable Double typicalSessionSecs;

    /// @param hints collects callbacks that run after the lock is released
    JobLifecycle(SchedulingRules rules, InstantSource clock, Consumer<Runnable> hints) {
        this.rules = rules;
        this.clock = clock;
        this.hints = hints;
    }

    JobTable table() {
        return table;
    }

    @Nullable
    Double typicalSessionSecs() {
        return typicalSessionSecs;
    }

    EnqueueResult enqueue(Job job) {
        JobEntry before = table.sameRequest(job);
        if (before != null) {
            return before.job.asksTheSame(job) ? new EnqueueResult.Repeated(before.job) : new EnqueueResult.KeyReused();
        }
        List<Job> queued = table.queuedJobs();
        if (queued.size() >= rules.maxQueued()) {
            return new EnqueueResult.Full(false);
        }
        long ofUser = queued.stream()
                .filter(other -> other.userId().equals(job.userId()))
                .count();
        if (ofUser >= rules.maxQueuedPerUser()) {
            return new EnqueueResult.Full(true);
        }
        table.add(new JobEntry(job, new JobState.Queued(0), clock.instant()));
        return new EnqueueResult.Accepted(job);
    }

    @Nullable
    Assignment assign(String jobId, String agentId) {
        JobEntry entry = table.find(jobId);
        if (entry == null || !(entry.state instanceof JobState.Queued queued)) {
            return null;
        }
        Instant now = clock.instant();
        Lease lease = new Lease(agentId, nextToken(now), now.plus(rules.firstLease()));
        table.move(entry, new JobState.Held(lease, false, queued.offers() + 1, now));
        deliver(entry, Side.CLIENT, new SignalingEvent.Assigned(agentId));
        return new Assignment(entry.job, lease, Duration.between(entry.job.createdAt(), now));
    }

    void handBack(String jobId, long token) {
        JobEntry entry = table.find(jobId);
        if (entry != null
                && entry.state instanceof JobState.Held held
                && held.lease().token() == token) {
            table.move(entry, new JobState.Queued(held.offers() - 1));
        }
    }

    @Nullable
    Lease renew(String jobId, String agentId, long token) {
        JobEntry entry = table.find(jobId);
        return entry != null && entry.isHeldBy(agentId, token) ? extend(entry, false) : null;
    }

    @Nullable
    Lease touch(String jobId, String agentId, boolean answered) {
        JobEntry entry = table.find(jobId);
        return entry != null && entry.known().isHeldBy(agentId) ? extend(entry, answered) : null;
    }

    private @Nullable Lease extend(JobEntry entry, boolean answered) {
        if (!(entry.state instanceof JobState.Held held)) {
            return null;
        }
        Lease lease = new Lease(
                held.lease().agentId(), held.lease().token(), clock.instant().plus(rules.lease()));
        table.move(entry, new JobState.Held(lease, held.answered() || answered, held.offers(), held.since()));
        return lease;
    }

    boolean complete(String jobId, String agentId, long token, JobEnd end) {
        JobEntry entry = table.find(jobId);
        if (entry == null || !entry.isHeldBy(agentId, token) || !(entry.state instanceof JobState.Held held)) {
            return false;
        }
        if (end.outcome().equals(JobEnd.COMPLETED)) {
            recordSession(Duration.between(held.since(), clock.instant()));
        }
        end(entry, end);
        return true;
    }

    boolean adopt(Machine machine, RunningJob running) {
        Instant now = clock.instant();
        String agentId = machine.agentId();
        Lease lease = new Lease(agentId, running.leaseToken(), now.plus(rules.lease()));
        JobEntry entry = table.find(running.jobId());
        if (entry == null) {
            if (table.heldByMachine().getOrDefault(agentId, 0) >= machine.maxJobs()) {
                return false;
            }
            Job job = new Job(
                    running.jobId(),
                    running.userId(),
                    new JobRequirements(null, null, 0, 0, List.of(), agentId),
                    null,
                    0,
                    null,
                    null,
                    now);
            lastToken = Math.max(lastToken, running.leaseToken());
            table.add(JobEntry.adopted(job, new JobState.Held(lease, true, 1, now), now));
            return true;
        }
        if (entry.state instanceof JobState.Ended || !entry.wasLastHeldBy(agentId, running.leaseToken())) {
            return false;
        }
        table.move(entry, new JobState.Held(lease, true, 1, now));
        return true;
    }

    boolean withdraw(String jobId) {
        JobEntry entry = table.find(jobId);
        if (entry == null) {
            return false;
        }
        if (!(entry.state instanceof JobState.Ended)) {
            end(entry, new JobEnd(JobEnd.CANCELED, null, "the client gave up before it had a session"));
        }
        return true;
    }

    void followed(String jobId) {
        JobEntry entry = table.find(jobId);
        if (entry != null) {
            entry.lastFollowed = clock.instant();
        }
    }

    PostResult post(String jobId, Side to, SignalingEvent event) {
        JobEntry entry = table.find(jobId);
        if (entry == null) {
            return new PostResult.NoSuchJob();
        }
        if (entry.state instanceof JobState.Ended) {
            return new PostResult.JobEnded();
        }
        return entry.mailbox(to).hasRoomFor(event)
                ? new PostResult.Kept(deliver(entry, to, event))
                : new PostResult.MailboxFull();
    }

    /// @return the machines whose lease has expired, so that they are lost
    List<String> sweep() {
        Instant now = clock.instant();
        List<String> lost = new ArrayList<>();
        for (JobEntry entry : table.held()) {
            if (entry.state instanceof JobState.Held held
                    && !held.lease().expiresAt().isAfter(now)) {
                lost.add(held.lease().agentId());
                expireLease(entry, held);
            }
        }
        for (JobEntry entry : table.queued()) {
            if (entry.isDeserted()
                    && !entry.lastFollowed.plus(rules.reconnectGrace()).isAfter(now)) {
                end(entry, new JobEnd(JobEnd.EXPIRED, null, "the client left the queue"));
            } else if (entry.lastFollowed.plus(rules.queueWait()).isBefore(now)) {
                end(
                        entry,
                        new JobEnd(JobEnd.EXPIRED, null, "no machine took the job, and no client follows it any more"));
            }
        }
        table.forgetEndedBefore(now.minus(rules.endedKept()));
        return lost;
    }

    private void expireLease(JobEntry entry, JobState.Held held) {
        String machine = held.lease().agentId();
        if (held.answered()) {
            end(entry, new JobEnd(JobEnd.LOST, null, "machine " + machine + " was lost while it had the session"));
        } else if (held.offers() >= rules.maxOffers()) {
            end(
                    entry,
                    new JobEnd(
                            JobEnd.LOST,
                            null,
                            held.offers() + " machines took the job and were lost before they answered"));
        } else {
            table.move(entry, new JobState.Queued(held.offers()));
            entry.lastFollowed = clock.instant();
        }
    }

    private void end(JobEntry entry, JobEnd end) {
        table.move(entry, new JobState.Ended(end, clock.instant()));
        SignalingEvent.Ended event = new SignalingEvent.Ended(end.outcome(), end.code(), end.reason());
        deliver(entry, Side.CLIENT, event);
        deliver(entry, Side.MACHINE, event);
    }

    private long deliver(JobEntry entry, Side to, SignalingEvent event) {
        Mailbox mailbox = entry.mailbox(to);
        long id = mailbox.add(event);
        mailbox.followers().forEach(hints);
        return id;
    }

    // Tokens also grow across restarts, unless the clock is set back.
    private long nextToken(Instant now) {
        lastToken = Math.max(lastToken + 1, now.toEpochMilli());
        return lastToken;
    }

    private void recordSession(Duration session) {
        double secs = session.toMillis() / 1000.0;
        Double before = typicalSessionSecs;
        typicalSessionSecs = before == null ? secs : before + NEWEST_SESSION_WEIGHT * (secs - before);
    }
}
