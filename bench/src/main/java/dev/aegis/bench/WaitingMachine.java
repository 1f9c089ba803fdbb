package dev.aegis.bench;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.AgentRegistered;
import dev.aegis.protocol.control.AgentRegistration;
import dev.aegis.protocol.control.IdfVersion;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.control.JobResult;
import dev.aegis.protocol.grant.AgentKey;
import dev.aegis.protocol.grant.AgentToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A build machine that takes jobs and does nothing with them.
final class WaitingMachine implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ControlServer control;
    private final AgentKey key;
    private String audience = AgentToken.REGISTER;

    WaitingMachine(ControlServer control, Clock clock) {
        this.control = control;
        try {
            this.key = new AgentKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), clock);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has Ed25519", impossible);
        }
    }

    void register(String target) throws IOException, InterruptedException {
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
        HttpResponse<String> answer = post("/agents/register", control.enrolmentSecret(), registration);
        audience = WireJson.read(answer.body(), AgentRegistered.class).issuerId();
    }

    /// @param waitSecs how long the server may think about it
    /// @return null when there was no job
    @Nullable
    JobAssignment poll(int waitSecs) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send(request("/agents/jobs?agent_id=" + key.agentId() + "&wait_secs=" + waitSecs, key.token(audience))
                        .GET());
        return answer.statusCode() == 204 ? null : WireJson.read(answer.body(), JobAssignment.class);
    }

    /// Makes this machine free again.
    void finish(JobAssignment job) throws IOException, InterruptedException {
        JobResult result = new JobResult(job.leaseToken(), "completed", null, "measured", 0);
        var _ = post("/agents/jobs/" + job.jobId() + "/result", key.token(audience), result);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpResponse<String> post(String path, String bearer, Object body)
            throws IOException, InterruptedException {
        return send(request(path, bearer)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(WireJson.bytes(body))));
    }

    private HttpRequest.Builder request(String path, String bearer) {
        return HttpRequest.newBuilder(URI.create(control.address() + path)).header("Authorization", "Bearer " + bearer);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new BenchException("the build server answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer;
    }
}
