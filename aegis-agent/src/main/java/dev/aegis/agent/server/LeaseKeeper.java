package dev.aegis.agent.server;

import dev.aegis.protocol.control.AgentRegistration.RunningJob;
import dev.aegis.protocol.control.LeaseState;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renews the leases at a third of their duration. It has a platform thread and a connection with platform threads, so
/// that busy virtual threads cannot delay a renewal.
final class LeaseKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final BuildServer server;
    private final LeasedJobs held;
    private final Registration registration;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    LeaseKeeper(BuildServer server, LeasedJobs held, Registration registration) {
        this.server = server;
        this.held = held;
        this.registration = registration;
        this.thread = Thread.ofPlatform().name("leases").daemon(true).unstarted(this::run);
    }

    /// Call after the registration: its answer has the duration of a lease.
    void start() {
        thread.start();
    }

    private Duration interval() {
        return registration.lease().dividedBy(3);
    }

    private void run() {
        try {
            while (!stopped.await(interval().toMillis(), TimeUnit.MILLISECONDS)) {
                renewSafely();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void renewSafely() throws InterruptedException {
        try {
            renewAll();
        } catch (RuntimeException bug) {
            LOG.error("leases were not renewed because of a bug in aegis-agent; trying again", bug);
        }
    }

    private void renewAll() throws InterruptedException {
        for (RunningJob job : held.all()) {
            switch (server.renew(job.jobId(), job.leaseToken(), interval())) {
                case Reply.Ok<LeaseState> _ -> {}
                case Reply.Refused<LeaseState> no
                when no.status() == 401 -> {
                    registration.forget();
                    return;
                }
                case Reply.Refused<LeaseState> no -> {
                    LOG.atWarn().addKeyValue("job_id", job.jobId()).log("the lease is lost: {}", no.sentence());
                    held.lost(job.jobId(), job.leaseToken());
                }
                case Reply.Unavailable<LeaseState> away -> {
                    // The build server is unreachable: skip the other renewals and try again in the next round.
                    LOG.debug("leases were not renewed: {}", away.reason());
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt();
    }
}
