package dev.aegis.control.grant;

import dev.aegis.control.http.Answer;
import dev.aegis.control.http.Exchange;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.ProblemException;
import dev.aegis.control.http.Route;
import dev.aegis.control.limits.RequestRates;
import dev.aegis.control.metrics.ServerMetrics;
import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.JobRequirements;
import dev.aegis.control.schedule.QueueReport;
import dev.aegis.control.state.EnqueueResult;
import dev.aegis.control.state.Jobs;
import dev.aegis.protocol.control.GrantAnswer;
import dev.aegis.protocol.control.GrantRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// `POST /grant/request`: queues a job and issues its grant.
public final class GrantRoutes {
    private static final Duration QUEUE_RETRY = Duration.ofSeconds(10);

    private final RequestAdmission admission;
    private final Jobs jobs;
    private final GrantIssuer issuer;
    private final GrantPolicy policy;
    private final ServerMetrics metrics;
    private final InstantSource clock;

    public GrantRoutes(
            RequestAdmission admission,
            Jobs jobs,
            GrantIssuer issuer,
            GrantPolicy policy,
            ServerMetrics metrics,
            InstantSource clock) {
        this.admission = admission;
        this.jobs = jobs;
        this.issuer = issuer;
        this.policy = policy;
        this.metrics = metrics;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(RequestAdmission.declare(Route.post("/grant/request", this::request))
                .mayFailWith(ProblemCode.IDEMPOTENCY_KEY_REUSED, ProblemCode.TOO_MANY_JOBS));
    }

    private Answer request(Exchange exchange) {
        long began = System.nanoTime();
        try {
            GrantAnswer answer = issue(exchange);
            metrics.grantIssued(Duration.ofNanos(System.nanoTime() - began));
            return Answer.ok(answer);
        } catch (ProblemException problem) {
            metrics.grantRefused(problem.code().wire());
            throw problem;
        }
    }

    private GrantAnswer issue(Exchange exchange) {
        RequestAdmission.Admitted<GrantRequest> admitted =
                admission.admit(exchange, RequestRates.Kind.GRANT, GrantRequest.class, GrantRequest::job);
        Job job = queued(jobFrom(admitted.body(), admitted.userId()));
        GrantIssuer.Issued issued = issuer.forClient(job);
        QueueReport report = new QueueReport(jobs.queue());
        return new GrantAnswer(
                job.jobId(),
                issued.compact(),
                issued.grant().expiresAt(),
                report.candidates(job.requirements()),
                issued.grant().webrtc().iceServers(),
                clock.instant().getEpochSecond(),
                report.about(job));
    }

    private Job jobFrom(GrantRequest request, String userId) {
        int asked = request.timeoutSecs() == null ? GrantPolicy.FALLBACK_SESSION_SECS : request.timeoutSecs();
        return new Job(
                issuer.newId("j-"),
                userId,
                JobRequirements.of(request.job()),
                request.peerFingerprint(),
                Math.min(asked, policy.maxSessionSecs()),
                request.job().projectKey(),
                request.idempotencyKey(),
                clock.instant());
    }

    private Job queued(Job requested) {
        return switch (jobs.enqueue(requested)) {
            case EnqueueResult.Accepted accepted -> accepted.job();
            case EnqueueResult.Repeated repeated -> repeated.job();
            case EnqueueResult.KeyReused reused ->
                throw ProblemException.of(
                        ProblemCode.IDEMPOTENCY_KEY_REUSED,
                        "this idempotency key belongs to an earlier request that asked for something else",
                        "use a new key for each new request");
            case EnqueueResult.Full full ->
                throw ProblemException.of(
                        ProblemCode.TOO_MANY_JOBS,
                        full.perUser() ? "too many of your jobs are waiting" : "too many jobs are waiting",
                        "try again when some of them have been served",
                        QUEUE_RETRY);
        };
    }
}
