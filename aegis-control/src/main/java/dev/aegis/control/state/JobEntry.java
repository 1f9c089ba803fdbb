package dev.aegis.control.state;

import dev.aegis.control.schedule.Job;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One job in memory. Guarded by the lock of `EmbeddedState`.
final class JobEntry {
    final Job job;
    final Mailbox clientMailbox = new Mailbox();
    final Mailbox machineMailbox = new Mailbox();
    JobState state;
    Instant lastFollowed;

    /// The last lease that it had, so that a machine which was away for a moment can be known again.
    @Nullable
    Lease lastLease;

    JobEntry(Job job, JobState state, Instant now) {
        this.job = job;
        this.state = state;
        this.lastFollowed = now;
    }

    Mailbox mailbox(Side side) {
        return switch (side) {
            case CLIENT -> clientMailbox;
            case MACHINE -> machineMailbox;
        };
    }

    boolean isHeldBy(String agentId, long token) {
        Lease lease = JobState.leaseOf(state);
        return lease != null && lease.agentId().equals(agentId) && lease.token() == token;
    }

    boolean wasLastHeldBy(String agentId, long token) {
        return lastLease != null && lastLease.agentId().equals(agentId) && lastLease.token() == token;
    }

    KnownJob known() {
        return new KnownJob(job, state);
    }
}
