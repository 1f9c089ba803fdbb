package dev.aegis.agent.server;

import dev.aegis.protocol.control.AgentRegistered;
import dev.aegis.protocol.control.AgentRegistration;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.control.JobResult;
import dev.aegis.protocol.control.LeaseRenewal;
import dev.aegis.protocol.control.LeaseState;
import dev.aegis.protocol.control.SessionDescription;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The build server's calls for machines, one method each.
final class BuildServer {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ServerConnection connection;
    private final Supplier<String> bearer;
    private final ClockSkew skew;

    /// @param bearer makes the token of one request
    BuildServer(ServerConnection connection, Supplier<String> bearer, ClockSkew skew) {
        this.connection = connection;
        this.bearer = bearer;
        this.skew = skew;
    }

    Reply<AgentRegistered> register(AgentRegistration registration, String secretOrToken) throws InterruptedException {
        Reply<AgentRegistered> reply =
                connection.post("/agents/register", secretOrToken, registration, AgentRegistered.class, SOON);
        if (reply instanceof Reply.Ok<AgentRegistered> ok) {
            skew.observe(ok.value().serverTime());
        }
        return reply;
    }

    /// Waits at the build server for up to `wait`; nothing when there was no job in that time.
    Reply<Optional<JobAssignment>> nextJob(String agentId, Duration wait) throws InterruptedException {
        Reply<Optional<JobAssignment>> reply = connection.get(
                "/agents/jobs?agent_id=" + agentId + "&wait_secs=" + wait.toSeconds(),
                bearer.get(),
                JobAssignment.class,
                wait.plus(SOON));
        if (reply instanceof Reply.Ok<Optional<JobAssignment>> ok) {
            ok.value().ifPresent(job -> skew.observe(job.serverTime()));
        }
        return reply;
    }

    Reply<LeaseState> renew(String jobId, long leaseToken, Duration timeout) throws InterruptedException {
        return connection.post(
                "/agents/jobs/" + jobId + "/lease",
                bearer.get(),
                new LeaseRenewal(leaseToken),
                LeaseState.class,
                timeout);
    }

    Reply<Boolean> result(String jobId, JobResult result) throws InterruptedException {
        return connection.tell("/agents/jobs/" + jobId + "/result", bearer.get(), result, SOON);
    }

    /// Says that this machine takes no more jobs.
    Reply<Boolean> drain() throws InterruptedException {
        return connection.tell("/agents/drain", bearer.get(), Map.of(), SOON);
    }

    Reply<Boolean> answer(String jobId, SessionDescription answer) throws InterruptedException {
        return connection.tell("/signaling/" + jobId + "/answer", bearer.get(), answer, SOON);
    }

    Reply<Boolean> candidate(String jobId, Candidate candidate) throws InterruptedException {
        return connection.tell("/signaling/" + jobId + "/candidate", bearer.get(), candidate, SOON);
    }

    Reply<InputStream> events(String jobId, @Nullable String lastEventId) throws InterruptedException {
        return connection.events("/signaling/" + jobId + "/events", bearer.get(), lastEventId, SOON);
    }
}
