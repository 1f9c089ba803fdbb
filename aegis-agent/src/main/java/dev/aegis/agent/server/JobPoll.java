package dev.aegis.agent.server;

import dev.aegis.protocol.control.JobAssignment;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Polls the build server for jobs while there are free places. One poll at a time; each takes one job.
final class JobPoll {
    private static final Logger LOG = LoggerFactory.getLogger(JobPoll.class);
    /// The build server can assign a job to a machine that has failed until the last poll of the machine ends.
    private static final Duration POLL = Duration.ofSeconds(10);

    private static final Duration PLACE = Duration.ofSeconds(5);
    private static final Pattern JOB_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final BuildServer server;
    private final Registration registration;
    private final JobRunner runner;
    private final Backoff backoff;
    private volatile boolean draining;
    private boolean away;

    JobPoll(BuildServer server, Registration registration, JobRunner runner, Backoff backoff) {
        this.server = server;
        this.registration = registration;
        this.runner = runner;
        this.backoff = backoff;
    }

    void drain() {
        draining = true;
    }

    /// Polls until `drain`.
    void run() throws InterruptedException {
        while (!draining) {
            try {
                round();
            } catch (RuntimeException bug) {
                // An agent that no longer polls would look alive and take no jobs.
                LOG.error("the poll for jobs failed because of a bug in aegis-agent; trying again", bug);
                Thread.sleep(backoff.after(null));
            }
        }
    }

    private void round() throws InterruptedException {
        registration.renewIfUnknown();
        // While every place is taken, the lease renewals show that this machine is online.
        if (runner.reserve(PLACE)) {
            poll();
        }
    }

    private void poll() throws InterruptedException {
        boolean taken = false;
        try {
            switch (server.nextJob(registration.agentId(), POLL)) {
                case Reply.Ok<Optional<JobAssignment>> ok -> {
                    reached();
                    taken = ok.value().map(this::take).orElse(false);
                }
                case Reply.Refused<Optional<JobAssignment>> no
                when no.status() == 401 -> {
                    LOG.info("the build server has forgotten this machine: {}", no.sentence());
                    registration.forget();
                    Thread.sleep(backoff.after(null));
                }
                case Reply.Refused<Optional<JobAssignment>> no -> pause(no.sentence(), backoff.after(null));
                case Reply.Unavailable<Optional<JobAssignment>> none ->
                    pause(none.reason(), backoff.after(none.retryAfter()));
            }
        } finally {
            if (!taken) {
                runner.free();
            }
        }
    }

    private boolean take(JobAssignment job) {
        if (!JOB_ID.matcher(job.jobId()).matches()) {
            LOG.warn("the build server sent a job with a malformed id; it was ignored");
            return false;
        }
        runner.take(job);
        return true;
    }

    private void pause(String reason, Duration pause) throws InterruptedException {
        if (!draining) {
            if (!away) {
                LOG.warn("{}; running builds and open sessions continue; retrying until it answers", reason);
            }
            away = true;
            Thread.sleep(pause);
        }
    }

    private void reached() {
        backoff.reset();
        if (away) {
            LOG.info("the build server answers again");
        }
        away = false;
    }
}
