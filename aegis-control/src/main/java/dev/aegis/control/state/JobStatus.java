package dev.aegis.control.state;

import dev.aegis.control.schedule.Job;

/// A job and its state.
public record JobStatus(Job job, JobState state) {
    public boolean isHeldBy(String agentId) {
        Lease lease = JobState.leaseOf(state);
        return lease != null && lease.agentId().equals(agentId);
    }
}
