package dev.aegis.agent.server;

import dev.aegis.agent.session.JobHandler;
import dev.aegis.agent.session.SessionEnd;
import dev.aegis.controlclient.Accepted;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.AgentRegistration.RunningJob;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.control.JobResult;
import dev.aegis.protocol.grant.Grant;
import dev.aegis.protocol.grant.Jws;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs jobs, each on its own thread, and posts their results. The number of places limits the jobs at one time.
final class JobRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final int RESULT_TRIES = 12;
    private static final int REASON_CHARS = 1000;

    private final BuildServer server;
    private final LeasedJobs held;
    private final JobHandler handler;
    private final Supplier<Backoff> backoffs;
    private final Semaphore places;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("job-", 1).factory());

    JobRunner(BuildServer server, LeasedJobs held, JobHandler handler, Supplier<Backoff> backoffs, int maxJobs) {
        this.server = server;
        this.held = held;
        this.handler = handler;
        this.backoffs = backoffs;
        this.places = new Semaphore(maxJobs);
    }

    /// Waits for a free place and reserves it. `free`, or the end of a job given to `take`, releases it.
    boolean reserve(Duration wait) throws InterruptedException {
        return places.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    void free() {
        places.release();
    }

    /// Handles a job in the reserved place.
    void take(JobAssignment job) {
        LOG.atInfo().addKeyValue("job_id", job.jobId()).log("job taken");
        threads.execute(() -> {
            try {
                handle(job);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void handle(JobAssignment job) throws InterruptedException {
        SessionEnd end;
        try (ServerSignaling signaling = new ServerSignaling(server, job.jobId(), backoffs)) {
            held.add(
                    new RunningJob(job.jobId(), claimedUser(job), job.leaseToken()),
                    () -> signaling.end("lost", "lease_lost", "the build server assigned the job to another machine"));
            end = handler.handle(job, signaling);
        } catch (RuntimeException bug) {
            LOG.atError()
                    .addKeyValue("job_id", job.jobId())
                    .setCause(bug)
                    .log("the session failed because of a bug in aegis-agent");
            end = new SessionEnd.Refused(
                    "internal_error", "the build machine failed because of a bug; its log has the details");
        } finally {
            free();
        }
        LOG.atInfo().addKeyValue("job_id", job.jobId()).log("job ended: {}", end);
        try {
            report(job, end);
        } finally {
            held.remove(job.jobId(), job.leaseToken());
        }
    }

    // Not verified: only the build server reads this, which wrote it. GrantCheck verifies the grant.
    private static String claimedUser(JobAssignment job) {
        try {
            return WireJson.read(Jws.read(job.grant()).payload(), Grant.class).userId();
        } catch (WireException malformed) {
            return "unknown";
        }
    }

    private void report(JobAssignment job, SessionEnd end) throws InterruptedException {
        JobResult result = result(job, end);
        Backoff backoff = backoffs.get();
        for (int attempt = 1; result != null && attempt <= RESULT_TRIES; attempt++) {
            switch (server.result(job.jobId(), result)) {
                case Reply.Ok<Accepted> _ -> result = null;
                case Reply.Refused<Accepted> no
                when no.status() != 401 -> {
                    LOG.atInfo()
                            .addKeyValue("job_id", job.jobId())
                            .log("the build server refused the result: {}", no.sentence());
                    result = null;
                }
                // Another thread registers again.
                case Reply.Refused<Accepted> _ -> Thread.sleep(backoff.after(null));
                case Reply.Unavailable<Accepted> away -> Thread.sleep(backoff.after(away.retryAfter()));
            }
        }
    }

    private static @Nullable JobResult result(JobAssignment job, SessionEnd end) {
        return switch (end) {
            case SessionEnd.Completed done ->
                new JobResult(job.leaseToken(), "completed", null, cut(done.reason()), done.busySecs());
            case SessionEnd.Refused no -> new JobResult(job.leaseToken(), "refused", no.code(), cut(no.reason()), 0);
            case SessionEnd.Abandoned _ -> null;
        };
    }

    private static String cut(String reason) {
        return reason.length() <= REASON_CHARS ? reason : reason.substring(0, REASON_CHARS) + "...";
    }

    /// Waits until every job has ended and its result is posted.
    boolean awaitIdle(Duration atMost) throws InterruptedException {
        threads.shutdown();
        return threads.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
