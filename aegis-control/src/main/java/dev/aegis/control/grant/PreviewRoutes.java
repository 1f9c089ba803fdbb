package dev.aegis.control.grant;

import dev.aegis.control.http.Answer;
import dev.aegis.control.http.Exchange;
import dev.aegis.control.http.Route;
import dev.aegis.control.limits.RequestRates;
import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.JobRequirements;
import dev.aegis.control.schedule.MachineStatus;
import dev.aegis.control.schedule.QueueReport;
import dev.aegis.control.state.Jobs;
import dev.aegis.control.state.QueuePreview;
import dev.aegis.protocol.control.JobSpec;
import dev.aegis.protocol.control.Preview;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// `POST /grant/preview`: the answer that a request for a grant would get now, by the same rules. Nothing is queued.
public final class PreviewRoutes {
    private static final int MOST_MACHINES = 20;

    private final RequestAdmission admission;
    private final Jobs jobs;
    private final GrantIssuer issuer;
    private final InstantSource clock;

    public PreviewRoutes(RequestAdmission admission, Jobs jobs, GrantIssuer issuer, InstantSource clock) {
        this.admission = admission;
        this.jobs = jobs;
        this.issuer = issuer;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(RequestAdmission.declare(Route.post("/grant/preview", this::preview)));
    }

    private Answer preview(Exchange exchange) {
        RequestAdmission.Admitted<JobSpec> admitted =
                admission.admit(exchange, RequestRates.Kind.PREVIEW, JobSpec.class, Function.identity());
        Job job = unqueued(admitted.body(), admitted.userId());
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

    private Job unqueued(JobSpec spec, String userId) {
        return new Job(
                issuer.newId("p-"),
                userId,
                JobRequirements.of(spec),
                null,
                GrantPolicy.FALLBACK_SESSION_SECS,
                spec.projectKey(),
                null,
                clock.instant());
    }
}
