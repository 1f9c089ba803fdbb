package dev.aegis.control.state.embedded;

import dev.aegis.control.schedule.Job;
import dev.aegis.control.state.JobState;
import dev.aegis.control.state.JobStatus;
import dev.aegis.control.state.Lease;
import dev.aegis.control.state.Side;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One job in memory. Guarded by the lock of `EmbeddedState`.
final class JobEntry {
    final Job job;
    private final Mailbox clientMailbox;
    private final Mailbox machineMailbox;
    JobState state;
    Instant lastFollowed;
    private boolean followedBefore;

    /// The last lease, by which a machine that was offline for a moment can adopt its job again.
    @Nullable
    Lease lastLease;

    JobEntry(Job job, JobState state, Instant now) {
        this(job, state, now, 0);
    }

    private JobEntry(Job job, JobState state, Instant now, long messagesBefore) {
        this.clientMailbox = new Mailbox(messagesBefore);
        this.machineMailbox = new Mailbox(messagesBefore);
        this.job = job;
        this.state = state;
        this.lastFollowed = now;
    }

    /// Creates the entry of a job from before a restart. Message ids start at the current unix time, above every id
    /// that a
    /// reader may remember.
    static JobEntry adopted(Job job, JobState.Held state, Instant now) {
        JobEntry entry = new JobEntry(job, state, now, now.getEpochSecond());
        entry.lastLease = state.lease();
        return entry;
    }

    Mailbox mailbox(Side side) {
        return switch (side) {
            case CLIENT -> clientMailbox;
            case MACHINE -> machineMailbox;
        };
    }

    void clientJoined(Instant now) {
        followedBefore = true;
        lastFollowed = now;
    }

    /// Whether a client followed the job and none does now: it was killed, or it reconnects.
    boolean isDeserted() {
        return followedBefore && clientMailbox.followers().isEmpty();
    }

    boolean isHeldBy(String agentId, long token) {
        Lease lease = JobState.leaseOf(state);
        return lease != null && lease.agentId().equals(agentId) && lease.token() == token;
    }

    boolean wasLastHeldBy(String agentId, long token) {
        return lastLease != null && lastLease.agentId().equals(agentId) && lastLease.token() == token;
    }

    JobStatus known() {
        return new JobStatus(job, state);
    }
}
