package dev.aegis.control.state.embedded;

import dev.aegis.control.schedule.Job;
import dev.aegis.control.state.JobState;
import dev.aegis.control.state.Jobs;
import dev.aegis.control.state.Lease;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All jobs by state. Guarded by the lock of `EmbeddedState`.
final class JobTable {
    private static final int MAX_ENDED = 20_000;

    private final Map<String, JobEntry> queued = new LinkedHashMap<>();
    private final Map<String, JobEntry> held = new LinkedHashMap<>();
    private final Map<String, JobEntry> ended = new LinkedHashMap<>();
    private final Map<String, String> idByRequest = new HashMap<>();

    void add(JobEntry entry) {
        mapOf(entry.state).put(entry.job.jobId(), entry);
        if (entry.job.idempotencyKey() != null) {
            idByRequest.put(requestName(entry.job), entry.job.jobId());
        }
    }

    @Nullable
    JobEntry find(String jobId) {
        JobEntry entry = queued.get(jobId);
        entry = entry == null ? held.get(jobId) : entry;
        return entry == null ? ended.get(jobId) : entry;
    }

    @Nullable
    JobEntry sameRequest(Job job) {
        String jobId = job.idempotencyKey() == null ? null : idByRequest.get(requestName(job));
        return jobId == null ? null : find(jobId);
    }

    void move(JobEntry entry, JobState state) {
        mapOf(entry.state).remove(entry.job.jobId());
        entry.state = state;
        if (state instanceof JobState.Held now) {
            entry.lastLease = now.lease();
        }
        mapOf(state).put(entry.job.jobId(), entry);
        if (ended.size() > MAX_ENDED) {
            JobEntry oldest = ended.values().iterator().next();
            ended.remove(oldest.job.jobId());
            forgetRequest(oldest);
        }
    }

    void forgetEndedBefore(Instant moment) {
        for (Iterator<JobEntry> oldest = ended.values().iterator(); oldest.hasNext(); ) {
            JobEntry entry = oldest.next();
            if (entry.state instanceof JobState.Ended end && end.at().isAfter(moment)) {
                return;
            }
            oldest.remove();
            forgetRequest(entry);
        }
    }

    private void forgetRequest(JobEntry entry) {
        if (entry.job.idempotencyKey() != null) {
            idByRequest.remove(requestName(entry.job));
        }
    }

    Collection<JobEntry> queued() {
        return List.copyOf(queued.values());
    }

    Collection<JobEntry> held() {
        return List.copyOf(held.values());
    }

    List<Job> queuedJobs() {
        return queued.values().stream().map(entry -> entry.job).toList();
    }

    /// The queued jobs without those whose client has gone. Such a job gets no machine and counts for no position.
    List<Job> attendedJobs() {
        return queued.values().stream()
                .filter(entry -> !entry.isDeserted())
                .map(entry -> entry.job)
                .toList();
    }

    Map<String, Integer> heldByUser() {
        Map<String, Integer> counts = new HashMap<>();
        held.values().forEach(entry -> counts.merge(entry.job.userId(), 1, Integer::sum));
        return counts;
    }

    Map<String, Integer> heldByMachine() {
        Map<String, Integer> counts = new HashMap<>();
        for (JobEntry entry : held.values()) {
            Lease lease = JobState.leaseOf(entry.state);
            if (lease != null) {
                counts.merge(lease.agentId(), 1, Integer::sum);
            }
        }
        return counts;
    }

    Jobs.Counts counts() {
        return new Jobs.Counts(queued.size(), held.size(), ended.size());
    }

    private Map<String, JobEntry> mapOf(JobState state) {
        return switch (state) {
            case JobState.Queued waiting -> queued;
            case JobState.Held taken -> held;
            case JobState.Ended over -> ended;
        };
    }

    private static String requestName(Job job) {
        return job.userId() + "\n" + job.idempotencyKey();
    }
}
