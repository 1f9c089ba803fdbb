package dev.aegis.bench;

import dev.aegis.controlclient.Answer;
import dev.aegis.controlclient.ClockSkew;
import dev.aegis.controlclient.ConnectionSettings;
import dev.aegis.controlclient.ServerConnection;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.control.AgentRegistered;
import dev.aegis.protocol.control.AgentRegistration;
import dev.aegis.protocol.control.IdfVersion;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.control.JobResult;
import dev.aegis.protocol.grant.AgentKey;
import dev.aegis.protocol.grant.AgentToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A build machine that takes jobs and does not run them.
final class WaitingMachine implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ControlServer control;
    private final ServerConnection connection;
    private final AgentKey key;
    private String audience = AgentToken.REGISTER;

    WaitingMachine(ControlServer control, Clock clock) {
        this.control = control;
        this.connection = new ServerConnection(
                URI.create(control.address()),
                new ConnectionSettings(TIMEOUT, HttpClient.Version.HTTP_1_1, Limits.HTTP_BODY_BYTES, null),
                new ClockSkew(clock));
        try {
            this.key = new AgentKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), clock);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has Ed25519", impossible);
        }
    }

    void register(String target) throws InterruptedException {
        AgentRegistration registration = new AgentRegistration(
                key.publicKey(),
                key.token(AgentToken.REGISTER),
                "bench",
                List.of(new IdfVersion("v5.3", List.of(target), true)),
                List.of(ChannelName.values()),
                4,
                8192,
                1,
                "bench",
                List.of());
        audience = value(connection.post(
                        "/agents/register", control.enrolmentSecret(), registration, AgentRegistered.class, TIMEOUT))
                .issuerId();
    }

    /// Asks the server for a job.
    ///
    /// @param waitSecs the time that the server may wait for a job before it answers
    /// @return null if there is no job
    @Nullable
    JobAssignment poll(int waitSecs) throws InterruptedException {
        String path = "/agents/jobs?agent_id=" + key.agentId() + "&wait_secs=" + waitSecs;
        return value(connection.find(path, key.token(audience), JobAssignment.class, TIMEOUT.plusSeconds(waitSecs)))
                .orElse(null);
    }

    /// Reports that a job has ended, so that the machine is free again.
    void finish(JobAssignment job) throws InterruptedException {
        JobResult result = new JobResult(job.leaseToken(), "completed", null, "measured", 0);
        var _ = value(connection.send("/agents/jobs/" + job.jobId() + "/result", key.token(audience), result, TIMEOUT));
    }

    @Override
    public void close() {
        connection.close();
    }

    private static <T> T value(Answer<T> answer) {
        return answer.orElseThrow(failure -> new BenchException(failure.sentence()));
    }
}
