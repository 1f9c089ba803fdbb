package dev.aegis.control.agents;

import dev.aegis.control.caller.Authenticator;
import dev.aegis.control.http.Answer;
import dev.aegis.control.http.Exchange;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.ProblemException;
import dev.aegis.control.state.JobEnd;
import dev.aegis.control.state.Lease;
import dev.aegis.control.state.ServerState;
import dev.aegis.protocol.control.JobResult;
import dev.aegis.protocol.control.LeaseRenewal;
import dev.aegis.protocol.control.LeaseState;
import java.time.Clock;
import java.time.Duration;

/// Requests of a machine about its jobs: renew a lease, finish a job, and take no more jobs.
final class LeaseHandler {
    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(15);

    private final Authenticator authenticator;
    private final ServerState state;
    private final Duration online;
    private final Clock clock;

    LeaseHandler(Authenticator authenticator, ServerState state, AgentPolicy policy, Clock clock) {
        this.authenticator = authenticator;
        this.state = state;
        this.online = Duration.ofSeconds(policy.leaseSecs()).plus(BETWEEN_RENEWALS);
        this.clock = clock;
    }

    Answer renew(Exchange exchange) {
        String agentId = authenticator.machine(exchange).agentId();
        LeaseRenewal renewal = exchange.body(LeaseRenewal.class);
        state.seen(agentId, online);
        Lease lease = state.renew(exchange.pathValue("job_id"), agentId, renewal.leaseToken())
                .orElseThrow(LeaseHandler::lost);
        return Answer.ok(new LeaseState(
                lease.expiresAt().getEpochSecond(), clock.instant().getEpochSecond()));
    }

    Answer finish(Exchange exchange) {
        String agentId = authenticator.machine(exchange).agentId();
        JobResult result = exchange.body(JobResult.class);
        if (!result.outcome().equals(JobEnd.COMPLETED) && !result.outcome().equals(JobEnd.REFUSED)) {
            throw ProblemException.of(ProblemCode.INVALID_REQUEST, "field 'outcome' must be 'completed' or 'refused'");
        }
        state.seen(agentId, online);
        JobEnd end = new JobEnd(result.outcome(), result.code(), result.reason());
        if (!state.complete(exchange.pathValue("job_id"), agentId, result.leaseToken(), end)) {
            throw lost();
        }
        return Answer.empty();
    }

    Answer drain(Exchange exchange) {
        state.drain(authenticator.machine(exchange).agentId());
        return Answer.empty();
    }

    private static ProblemException lost() {
        return ProblemException.of(
                ProblemCode.LEASE_LOST,
                "this machine does not hold the job with this lease token",
                "end the session; another machine may hold the job now");
    }
}
