package dev.aegis.agent.server;

import dev.aegis.controlclient.Accepted;
import dev.aegis.controlclient.ServerConnection;
import dev.aegis.controlclient.SignalingStream;
import dev.aegis.controlclient.StreamPolicy;
import dev.aegis.protocol.control.AgentRegistered;
import dev.aegis.protocol.control.AgentRegistration;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.control.JobResult;
import dev.aegis.protocol.control.LeaseRenewal;
import dev.aegis.protocol.control.LeaseState;
import dev.aegis.protocol.control.SessionDescription;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The build server's calls for build machines, one method each.
final class BuildServer {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ServerConnection connection;
    private final Supplier<String> bearer;

    /// @param bearer returns the token of one request
    BuildServer(ServerConnection connection, Supplier<String> bearer) {
        this.connection = connection;
        this.bearer = bearer;
    }

    Reply<AgentRegistered> register(AgentRegistration registration, String secretOrToken) throws InterruptedException {
        return Reply.of(connection.post("/agents/register", secretOrToken, registration, AgentRegistered.class, SOON));
    }

    /// Waits for a job for up to `wait` (long polling); empty if there was none.
    Reply<Optional<JobAssignment>> nextJob(String agentId, Duration wait) throws InterruptedException {
        return Reply.of(connection.find(
                "/agents/jobs?agent_id=" + agentId + "&wait_secs=" + wait.toSeconds(),
                bearer.get(),
                JobAssignment.class,
                wait.plus(SOON)));
    }

    Reply<LeaseState> renew(String jobId, long leaseToken, Duration within) throws InterruptedException {
        return Reply.of(connection.post(
                "/agents/jobs/" + jobId + "/lease",
                bearer.get(),
                new LeaseRenewal(leaseToken),
                LeaseState.class,
                within));
    }

    Reply<Accepted> result(String jobId, JobResult result) throws InterruptedException {
        return send("/agents/jobs/" + jobId + "/result", result);
    }

    /// Announces that this machine takes no more jobs.
    Reply<Accepted> drain() throws InterruptedException {
        return send("/agents/drain", Map.of());
    }

    Reply<Accepted> answer(String jobId, SessionDescription answer) throws InterruptedException {
        return send("/signaling/" + jobId + "/answer", answer);
    }

    Reply<Accepted> candidate(String jobId, Candidate candidate) throws InterruptedException {
        return send("/signaling/" + jobId + "/candidate", candidate);
    }

    SignalingStream signaling(String jobId, StreamPolicy policy) {
        return connection.signaling(jobId, bearer, policy);
    }

    private Reply<Accepted> send(String path, Object body) throws InterruptedException {
        return Reply.of(connection.send(path, bearer.get(), body, SOON));
    }
}
