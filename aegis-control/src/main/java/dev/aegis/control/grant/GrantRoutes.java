package dev.aegis.control.grant;

import dev.aegis.control.caller.Caller;
import dev.aegis.control.caller.Callers;
import dev.aegis.control.http.Answer;
import dev.aegis.control.http.Exchange;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.RequestRefused;
import dev.aegis.control.http.Route;
import dev.aegis.control.limits.RequestRates;
import dev.aegis.control.measure.Measures;
import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.QueueReport;
import dev.aegis.control.schedule.Wanted;
import dev.aegis.control.state.Enqueued;
import dev.aegis.control.state.Jobs;
import dev.aegis.protocol.control.GrantAnswer;
import dev.aegis.protocol.control.GrantRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// `POST /grant/request`.
public final class GrantRoutes {
    private static final Duration QUEUE_RETRY = Duration.ofSeconds(10);

    private final Callers callers;
    private final RequestRates rates;
    private final Jobs jobs;
    private final GrantIssuer issuer;
    private final GrantPolicy policy;
    private final Measures measures;
    private final InstantSource clock;

    public GrantRoutes(
            Callers callers,
            RequestRates rates,
            Jobs jobs,
            GrantIssuer issuer,
            GrantPolicy policy,
            Measures measures,
            InstantSource clock) {
        this.callers = callers;
        this.rates = rates;
        this.jobs = jobs;
        this.issuer = issuer;
        this.policy = policy;
        this.measures = measures;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(Route.post("/grant/request", this::request)
                .refuses(
                        ProblemCode.KEY_MISSING,
                        ProblemCode.KEY_WRONG,
                        ProblemCode.AGENT_UNKNOWN,
                        ProblemCode.NOT_ALLOWED,
                        ProblemCode.CHANNEL_NOT_ALLOWED,
                        ProblemCode.IDEMPOTENCY_KEY_REUSED,
                        ProblemCode.RATE_LIMITED,
                        ProblemCode.TOO_MANY_JOBS));
    }

    private Answer request(Exchange exchange) {
        long began = System.nanoTime();
        try {
            GrantAnswer answer = issue(exchange);
            measures.grantIssued(Duration.ofNanos(System.nanoTime() - began));
            return Answer.ok(answer);
        } catch (RequestRefused refused) {
            measures.grantRefused(refused.code().wire());
            throw refused;
        }
    }

    private GrantAnswer issue(Exchange exchange) {
        rates.grantFrom(exchange);
        Caller.User user = callers.user(exchange);
        rates.grantFor(user.userId());
        GrantRequest request = exchange.body(GrantRequest.class);
        policy.requireAllowed(request.requiredChannels());
        Job job = queued(jobFrom(request, user.userId()));
        GrantIssuer.Issued issued = issuer.forClient(job);
        QueueReport report = new QueueReport(jobs.queue());
        return new GrantAnswer(
                job.jobId(),
                issued.compact(),
                issued.grant().expiresAt(),
                report.candidates(job.wanted()),
                issued.grant().webrtc().iceServers(),
                clock.instant().getEpochSecond(),
                report.about(job));
    }

    private Job jobFrom(GrantRequest request, String userId) {
        int asked = request.timeoutSecs() == null ? GrantPolicy.FALLBACK_SESSION_SECS : request.timeoutSecs();
        return new Job(
                issuer.newId("j-"),
                userId,
                new Wanted(
                        request.target(),
                        request.idfVersion(),
                        request.cpuCores() == null ? 0 : request.cpuCores(),
                        request.memoryMb() == null ? 0 : request.memoryMb(),
                        request.requiredChannels(),
                        request.agentId()),
                request.peerFingerprint(),
                Math.min(asked, policy.maxSessionSecs()),
                request.projectKey(),
                request.idempotencyKey(),
                clock.instant());
    }

    private Job queued(Job wish) {
        return switch (jobs.enqueue(wish)) {
            case Enqueued.Accepted accepted -> accepted.job();
            case Enqueued.Repeated repeated -> repeated.job();
            case Enqueued.KeyReused reused ->
                throw RequestRefused.because(
                        ProblemCode.IDEMPOTENCY_KEY_REUSED,
                        "this idempotency key belongs to an earlier request that asked for something else",
                        "use a new key for each new request");
            case Enqueued.Full full ->
                throw RequestRefused.forNow(
                        ProblemCode.TOO_MANY_JOBS,
                        full.perUser() ? "too many of your jobs wait already" : "too many jobs wait already",
                        "try again when some of them have been served",
                        QUEUE_RETRY);
        };
    }
}
