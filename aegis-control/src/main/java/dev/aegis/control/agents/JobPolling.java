package dev.aegis.control.agents;

import dev.aegis.control.caller.Callers;
import dev.aegis.control.grant.GrantIssuer;
import dev.aegis.control.http.Answer;
import dev.aegis.control.http.Exchange;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.RequestRefused;
import dev.aegis.control.measure.Measures;
import dev.aegis.control.schedule.Machine;
import dev.aegis.control.state.Assignment;
import dev.aegis.control.state.ServerState;
import dev.aegis.protocol.control.JobAssignment;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// `GET /agents/jobs`: waits until there is a job for this machine.
final class JobPolling {
    private static final int FALLBACK_WAIT_SECS = 25;
    private static final int MAX_WAIT_SECS = 50;
    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(15);

    private final Callers callers;
    private final ServerState state;
    private final GrantIssuer issuer;
    private final Measures measures;
    private final Clock clock;

    JobPolling(Callers callers, ServerState state, GrantIssuer issuer, Measures measures, Clock clock) {
        this.callers = callers;
        this.state = state;
        this.issuer = issuer;
        this.measures = measures;
        this.clock = clock;
    }

    Answer poll(Exchange exchange) {
        String agentId = callers.machine(exchange).agentId();
        String named = exchange.query("agent_id")
                .orElseThrow(() ->
                        RequestRefused.because(ProblemCode.INVALID_REQUEST, "query parameter 'agent_id' is missing"));
        if (!named.equals(agentId)) {
            throw RequestRefused.because(
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
        measures.taken(assignment.waited());
        JobAssignment body = new JobAssignment(
                jobId,
                issuer.forMachine(assignment.job(), machine).compact(),
                token,
                assignment.lease().expiresAt().getEpochSecond(),
                clock.instant().getEpochSecond());
        return new Answer.Json(200, body, () -> state.handBack(jobId, token));
    }
}
