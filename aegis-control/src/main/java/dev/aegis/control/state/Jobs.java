package dev.aegis.control.state;

import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.QueueSnapshot;
import dev.aegis.protocol.control.AgentRegistration.RunningJob;
import java.time.Duration;
import java.util.Optional;

/// Jobs: queued, held by a machine under a lease, ended. Only the lease with its fencing token decides who holds a job.
public interface Jobs {
    /// Queues a job. Atomic with respect to the idempotency key.
    EnqueueResult enqueue(Job job);

    Optional<JobStatus> job(String jobId);

    /// Waits until a job is assigned to this machine. A second poll of the same machine ends the first one.
    ///
    /// @return nothing when no job came in time, the machine is unknown, or the state is being closed
    Optional<Assignment> claim(String agentId, Duration wait);

    /// Queues a job again because its assignment did not reach the machine. The offer is not counted.
    void handBack(String jobId, long leaseToken);

    /// Renews a lease.
    ///
    /// @return nothing when the machine does not hold the job with this token
    Optional<Lease> renew(String jobId, String agentId, long leaseToken);

    /// Renews the lease because the machine sent a request about the job.
    ///
    /// @param answered whether the request is the answer to the client's offer
    /// @return nothing when the machine does not hold the job
    Optional<Lease> touch(String jobId, String agentId, boolean answered);

    /// Ends a job.
    ///
    /// @return false when the machine does not hold the job with this token; then nothing changes
    boolean complete(String jobId, String agentId, long leaseToken, JobEnd end);

    /// Registers a session that a machine announces as running. Refused when another machine holds the job by now.
    ///
    /// @return whether the machine holds the job now
    boolean adopt(String agentId, RunningJob running);

    /// Ends a job whose client gives up before it has a session. Nothing changes when the job is over.
    ///
    /// @return false when there is no such job
    boolean withdraw(String jobId);

    /// Keeps a queued job from expiring, because a client follows its events.
    void followed(String jobId);

    QueueSnapshot queue();

    /// Returns the queue as it would be with this job. Nothing changes.
    QueuePreview preview(Job job);

    /// Expires leases and queued jobs. Called every second, and by tests after they move the clock.
    void sweep();

    /// Numbers of jobs: queued, held, and ended but not yet forgotten.
    record Counts(int queued, int held, int ended) {}

    Counts counts();
}
