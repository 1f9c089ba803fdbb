package dev.aegis.control.grant;

import dev.aegis.control.caller.Authenticator;
import dev.aegis.control.caller.Caller;
import dev.aegis.control.http.Answer;
import dev.aegis.control.http.Exchange;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.Route;
import dev.aegis.control.limits.RequestRates;
import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.JobRequirements;
import dev.aegis.control.schedule.MachineStatus;
import dev.aegis.control.schedule.QueueReport;
import dev.aegis.control.state.Jobs;
import dev.aegis.control.state.QueuePreview;
import dev.aegis.protocol.control.Preview;
import dev.aegis.protocol.control.PreviewRequest;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// `POST /grant/preview`: the answer that a request for a grant would get now, by the same rules. Nothing is queued.
public final class PreviewRoutes {
    private static final int MOST_MACHINES = 20;

    private final Authenticator authenticator;
    private final RequestRates rates;
    private final Jobs jobs;
    private final GrantIssuer issuer;
    private final GrantPolicy policy;
    private final InstantSource clock;

    public PreviewRoutes(
            Authenticator authenticator,
            RequestRates rates,
            Jobs jobs,
            GrantIssuer issuer,
            GrantPolicy policy,
            InstantSource clock) {
        this.authenticator = authenticator;
        this.rates = rates;
        this.jobs = jobs;
        this.issuer = issuer;
        this.policy = policy;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(Route.post("/grant/preview", this::preview)
                .mayFailWith(
                        ProblemCode.KEY_MISSING,
                        ProblemCode.KEY_WRONG,
                        ProblemCode.AGENT_UNKNOWN,
                        ProblemCode.NOT_ALLOWED,
                        ProblemCode.CHANNEL_NOT_ALLOWED,
                        ProblemCode.RATE_LIMITED));
    }

    private Answer preview(Exchange exchange) {
        rates.previewFrom(exchange);
        Caller.User user = authenticator.user(exchange);
        rates.previewFor(user.userId());
        PreviewRequest request = exchange.body(PreviewRequest.class);
        policy.requireAllowed(request.requiredChannels());
        Job job = imagined(request, user.userId());
        QueuePreview queuePreview = jobs.preview(job);
        QueueReport report = new QueueReport(queuePreview.queue());
        List<MachineStatus> able = report.able(job.requirements());
        return Answer.ok(new Preview(
                report.online(),
                able.size(),
                first(able, job.requirements(), queuePreview),
                queuePreview.queue().queued().size() - 1,
                report.about(job),
                issuer.relaysToTry(),
                clock.instant().getEpochSecond()));
    }

    private static List<Preview.CapableMachine> first(
            List<MachineStatus> able, JobRequirements requirements, QueuePreview queuePreview) {
        Function<MachineStatus, Boolean> isWarm =
                status -> status.machine().agentId().equals(queuePreview.warmAgentId());
        return able.stream()
                .sorted(Comparator.comparing(isWarm)
                        .reversed()
                        .thenComparing(MachineStatus::isFree, Comparator.reverseOrder())
                        .thenComparing(status -> status.machine().agentId()))
                .limit(MOST_MACHINES)
                .map(status -> new Preview.CapableMachine(
                        status.machine().agentId(),
                        status.machine().versionFor(requirements),
                        status.machine().cpuCores(),
                        status.machine().memoryMb(),
                        status.busyJobs(),
                        status.machine().maxJobs(),
                        isWarm.apply(status)))
                .toList();
    }

    private Job imagined(PreviewRequest request, String userId) {
        return new Job(
                issuer.newId("p-"),
                userId,
                new JobRequirements(
                        request.target(),
                        request.idfVersion(),
                        request.cpuCores() == null ? 0 : request.cpuCores(),
                        request.memoryMb() == null ? 0 : request.memoryMb(),
                        request.requiredChannels(),
                        request.agentId()),
                null,
                GrantPolicy.FALLBACK_SESSION_SECS,
                request.projectKey(),
                null,
                clock.instant());
    }
}
