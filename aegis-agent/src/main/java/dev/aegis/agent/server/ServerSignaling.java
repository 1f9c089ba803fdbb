package dev.aegis.agent.server;

import dev.aegis.agent.session.Signaling;
import dev.aegis.controlclient.Accepted;
import dev.aegis.controlclient.Answer;
import dev.aegis.controlclient.FailureCause;
import dev.aegis.controlclient.RequestFailure;
import dev.aegis.controlclient.SignalingStream;
import dev.aegis.controlclient.StreamPolicy;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The signaling of one job over the build server. Its event stream is opened again for as long as the server knows the
/// job.
final class ServerSignaling implements Signaling {
    private static final Logger LOG = LoggerFactory.getLogger(ServerSignaling.class);
    private static final int TRIES = 6;
    private static final int UNAUTHORIZED = 401;

    private final BuildServer server;
    private final String jobId;
    private final Supplier<Backoff> backoffs;
    private final SignalingStream events;
    private final AtomicReference<SignalingEvent.@Nullable Ended> end = new AtomicReference<>();

    ServerSignaling(BuildServer server, String jobId, Supplier<Backoff> backoffs) {
        this.server = server;
        this.jobId = jobId;
        this.backoffs = backoffs;
        this.events = server.signaling(jobId, new RetryUntilRefused(jobId, backoffs));
    }

    @Override
    public @Nullable SignalingEvent next(Duration wait) throws InterruptedException {
        SignalingEvent ended = end.getAndSet(null);
        if (ended != null) {
            return ended;
        }
        return switch (events.next(wait)) {
            case null -> end.getAndSet(null);
            case Answer.Ok<SignalingEvent> ok -> ok.value();
            case Answer.Failed<SignalingEvent> failed -> {
                events.close();
                yield new SignalingEvent.Ended(
                        "lost", failed.failure().code(), failed.failure().sentence());
            }
        };
    }

    /// Ends the job for its reader as if the build server had ended it. May be called by any thread.
    void end(String outcome, String code, String reason) {
        end.set(new SignalingEvent.Ended(outcome, code, reason));
        events.close();
    }

    @Override
    public void answer(SessionDescription answer) throws InterruptedException {
        send("answer", () -> server.answer(jobId, answer));
    }

    @Override
    public void candidate(Candidate candidate) throws InterruptedException {
        send("candidate", () -> server.candidate(jobId, candidate));
    }

    private void send(String what, Request request) throws InterruptedException {
        Backoff backoff = backoffs.get();
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            switch (request.send()) {
                case Reply.Ok<Accepted> _ -> {
                    return;
                }
                case Reply.Refused<Accepted> no
                when no.status() != UNAUTHORIZED -> {
                    LOG.info("job {}: the build server refused our {}: {}", jobId, what, no.sentence());
                    return;
                }
                // Another thread registers this machine again.
                case Reply.Refused<Accepted> _ -> Thread.sleep(backoff.after(null));
                case Reply.Unavailable<Accepted> none -> Thread.sleep(backoff.after(none.retryAfter()));
            }
        }
        LOG.info("job {}: our {} could not be sent to the build server", jobId, what);
    }

    @Override
    public void close() {
        events.close();
    }

    private interface Request {
        Reply<Accepted> send() throws InterruptedException;
    }

    /// Opens the event stream again, with growing pauses, until the build server refuses it.
    private static final class RetryUntilRefused implements StreamPolicy {
        private final String jobId;
        private final Supplier<Backoff> backoffs;
        private Backoff backoff;

        RetryUntilRefused(String jobId, Supplier<Backoff> backoffs) {
            this.jobId = jobId;
            this.backoffs = backoffs;
            this.backoff = backoffs.get();
        }

        @Override
        public @Nullable Duration pauseAfter(RequestFailure failure, int failures) {
            LOG.debug("the event stream of job {} failed: {}", jobId, failure.sentence());
            if (failures == 1) {
                backoff = backoffs.get();
            }
            // After 401 another thread registers this machine again.
            boolean isRefused = failure.cause() instanceof FailureCause.Problem problem
                    && problem.status() != UNAUTHORIZED
                    && !Reply.isWorthARetry(problem.status());
            return isRefused ? null : backoff.after(failure.cause().retryAfter());
        }

        // A newer build server may have events that this version does not know.
        @Override
        public void unreadable(RequestFailure failure) {
            LOG.info("job {}: an event was left out: {}", jobId, failure.sentence());
        }
    }
}
