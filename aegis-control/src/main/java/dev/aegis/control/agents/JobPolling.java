package dev.aegis.control.agents;

import dev.aegis.control.caller.Authenticator;
import dev.aegis.control.grant.GrantIssuer;
import dev.aegis.control.http.Answer;
import dev.aegis.control.http.Exchange;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.ProblemException;
import dev.aegis.control.metrics.ServerMetrics;
import dev.aegis.control.schedule.Machine;
import dev.aegis.control.state.Assignment;
import dev.aegis.control.state.ServerState;
import dev.aegis.protocol.control.JobAssignment;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// `GET /agents/jobs`: a long poll for a job.
final class JobPolling {
    private static final int FALLBACK_WAIT_SECS = 25;
    private static final int MAX_WAIT_SECS = 50;
    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(10);

    private final Authenticator authenticator;
    private final ServerState state;
    private final GrantIssuer issuer;
    private final ServerMetrics metrics;
    private final Clock clock;

    JobPolling(Authenticator authenticator, ServerState state, GrantIssuer issuer, ServerMetrics metrics, Clock clock) {
        this.authenticator = authenticator;
        this.state = state;
        this.issuer = issuer;
        this.metrics = metrics;
        this.clock = clock;
    }

    Answer poll(Exchange exchange) {
        String agentId = authenticator.machine(exchange).agentId();
        String named = exchange.query("agent_id")
                .orElseThrow(() ->
                        ProblemException.of(ProblemCode.INVALID_REQUEST, "query parameter 'agent_id' is missing"));
        if (!named.equals(agentId)) {
            throw ProblemException.of(
                    ProblemCode.NOT_ALLOWED, "query parameter 'agent_id' names another machine than the token");
        }
        Duration wait = Duration.ofSeconds(exchange.query("wait_secs", FALLBACK_WAIT_SECS, 0, MAX_WAIT_SECS));
        state.seen(agentId, wait.plus(BETWEEN_POLLS));
        Optional<Assignment> assignment = state.claim(agentId, wait);
        Optional<Machine> machine = state.machine(agentId);
        if (assignment.isEmpty() || machine.isEmpty()) {
            return Answer.empty();
        }
        return deliver(assignment.get(), machine.get());
    }

    private Answer deliver(Assignment assignment, Machine machine) {
        String jobId = assignment.job().jobId();
        long token = assignment.lease().token();
        metrics.taken(assignment.waited());
        JobAssignment body = new JobAssignment(
                jobId,
                issuer.forMachine(assignment.job(), machine).compact(),
                token,
                assignment.lease().expiresAt().getEpochSecond(),
                clock.instant().getEpochSecond());
        return new Answer.Json(200, body, () -> state.handBack(jobId, token));
    }
}
