package dev.aegis.control.agents;

import dev.aegis.control.caller.Authenticator;
import dev.aegis.control.http.Answer;
import dev.aegis.control.http.Exchange;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.ProblemException;
import dev.aegis.control.schedule.Machine;
import dev.aegis.control.state.ServerState;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.control.AgentRegistered;
import dev.aegis.protocol.control.AgentRegistration;
import dev.aegis.protocol.grant.AgentToken;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /agents/register`: a machine enrols with its public key and announces its capabilities and running sessions.
final class MachineRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(MachineRegistration.class);
    private static final Duration ONLINE = Duration.ofSeconds(30);

    private final Authenticator authenticator;
    private final ServerState state;
    private final AgentPolicy policy;
    private final Clock clock;

    MachineRegistration(Authenticator authenticator, ServerState state, AgentPolicy policy, Clock clock) {
        this.authenticator = authenticator;
        this.state = state;
        this.policy = policy;
        this.clock = clock;
    }

    Answer register(Exchange exchange) {
        AgentRegistration registration = exchange.body(AgentRegistration.class);
        AgentToken proof = proof(registration);
        String agentId = proof.sub();
        authenticator.requireEnrolment(exchange, agentId);
        exchange.calledBy("machine:" + agentId);
        state.register(new Machine(
                agentId,
                registration.publicKey(),
                registration.name(),
                registration.versions(),
                registration.channels(),
                registration.cpuCores(),
                registration.memoryMb(),
                registration.maxJobs()));
        state.seen(agentId, ONLINE);
        observeClock(agentId, registration.name(), proof.clockAheadSecs(clock));
        adopt(agentId, registration);
        return Answer.ok(new AgentRegistered(
                agentId,
                policy.issuerId(),
                policy.grantKeys(),
                policy.leaseSecs(),
                clock.instant().getEpochSecond()));
    }

    private void observeClock(String agentId, String name, long aheadSecs) {
        state.clock(agentId, aheadSecs);
        if (Math.abs(aheadSecs) > Limits.CLOCK_SKEW_SECS) {
            LOG.atWarn()
                    .addKeyValue("machine", agentId)
                    .addKeyValue("name", name)
                    .addKeyValue("clock_ahead_secs", aheadSecs)
                    .log("a machine gets no job because of its clock; set it by NTP");
        }
    }

    private AgentToken proof(AgentRegistration registration) {
        try {
            return AgentToken.verify(registration.proof(), registration.publicKey(), AgentToken.REGISTER, clock);
        } catch (WireException | IllegalArgumentException invalid) {
            throw ProblemException.of(
                    ProblemCode.INVALID_REQUEST,
                    "field 'proof' does not show that the machine has the private key: " + invalid.getMessage());
        }
    }

    private void adopt(String agentId, AgentRegistration registration) {
        for (AgentRegistration.RunningJob running : registration.runningJobs()) {
            try {
                Required.text("running_jobs.job_id", running.jobId(), 64);
                Required.text("running_jobs.user_id", running.userId(), 128);
            } catch (IllegalArgumentException invalid) {
                throw ProblemException.of(ProblemCode.INVALID_REQUEST, String.valueOf(invalid.getMessage()));
            }
            LOG.atInfo()
                    .addKeyValue("machine", agentId)
                    .addKeyValue("job", running.jobId())
                    .addKeyValue("adopted", state.adopt(agentId, running))
                    .log("a machine announced a running job");
        }
    }
}
