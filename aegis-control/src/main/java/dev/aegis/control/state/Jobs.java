package dev.aegis.control.state;

import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.QueueSnapshot;
import dev.aegis.protocol.control.AgentRegistration.RunningJob;
import java.time.Duration;
import java.util.Optional;

/// The life of jobs: queued, held by a machine under a lease, ended. A lease with its fencing token is the truth.
public interface Jobs {
    /// Atomic with respect to the idempotency key.
    EnqueueResult enqueue(Job job);

    Optional<JobStatus> job(String jobId);

    /// Waits until this machine is given a job. A second poll of the same machine ends the first one.
    ///
    /// @return nothing when none came in time, the machine is not known, or the state is being closed
    Optional<Assignment> claim(String agentId, Duration wait);

    /// The assignment did not reach the machine: the job is queued again, and the offer is not counted.
    void handBack(String jobId, long leaseToken);

    /// @return the renewed lease; nothing when the machine does not hold the job with this token
    Optional<Lease> renew(String jobId, String agentId, long leaseToken);

    /// The machine showed a sign of life about a job that it holds; it renews the lease.
    ///
    /// @param answered whether it answered the client's offer now
    /// @return nothing when the machine does not hold the job
    Optional<Lease> touch(String jobId, String agentId, boolean answered);

    /// @return false when the machine does not hold the job with this token; nothing changed then
    boolean complete(String jobId, String agentId, long leaseToken, JobEnd end);

    /// A machine announces a session that it has. Its job becomes known, unless somebody else holds it since.
    ///
    /// @return whether the machine holds the job now
    boolean adopt(String agentId, RunningJob running);

    /// A client follows the job's events, so it is worth keeping in the queue.
    void followed(String jobId);

    QueueSnapshot queue();

    /// How the job would stand if it were queued now. Nothing changes: it is not queued, and no machine is given it.
    QueuePreview preview(Job job);

    /// Ends leases and waits that are over; called every second, and by tests after they move the clock.
    void sweep();

    /// How many jobs are queued, held, and ended lately.
    record Counts(int queued, int held, int ended) {}

    Counts counts();
}
