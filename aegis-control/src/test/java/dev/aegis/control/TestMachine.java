package dev.aegis.control;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.AgentRegistered;
import dev.aegis.protocol.control.AgentRegistration;
import dev.aegis.protocol.control.AgentRegistration.RunningJob;
import dev.aegis.protocol.control.IdfVersion;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.control.JobResult;
import dev.aegis.protocol.control.LeaseRenewal;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.grant.AgentKey;
import dev.aegis.protocol.grant.AgentToken;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;

/// A build machine that uses only the HTTP API, without WebRTC.
final class TestMachine {
    static final List<IdfVersion> C3 = List.of(new IdfVersion("v5.3", List.of("esp32c3"), true));

    final TestServer server;
    final KeyPair keys;
    final AgentKey key;
    final List<IdfVersion> versions;
    final int maxJobs;

    private TestMachine(TestServer server, KeyPair keys, AgentKey key, List<IdfVersion> versions, int maxJobs) {
        this.server = server;
        this.keys = keys;
        this.key = key;
        this.versions = versions;
        this.maxJobs = maxJobs;
    }

    private TestMachine(TestServer server, KeyPair keys, List<IdfVersion> versions, int maxJobs) {
        this(server, keys, new AgentKey(keys, server.clock), versions, maxJobs);
    }

    static TestMachine unregistered(TestServer server) {
        return new TestMachine(server, newKeys(), C3, 1);
    }

    /// Returns the same machine after its clock was set.
    TestMachine withClock(Clock clock) {
        return new TestMachine(server, keys, new AgentKey(keys, clock), versions, maxJobs);
    }

    static TestMachine registered(TestServer server) {
        return registered(server, C3, 1);
    }

    static TestMachine registered(TestServer server, List<IdfVersion> versions, int maxJobs) {
        TestMachine machine = new TestMachine(server, newKeys(), versions, maxJobs);
        machine.register();
        return machine;
    }

    /// Returns the same machine for another server, as after a restart.
    TestMachine at(TestServer other) {
        return new TestMachine(other, keys, versions, maxJobs);
    }

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String id() {
        return key.agentId();
    }

    String token() {
        return key.token("aegis-control");
    }

    AgentRegistration registration(RunningJob... running) {
        return new AgentRegistration(
                key.publicKey(),
                key.token(AgentToken.REGISTER),
                "bench",
                versions,
                List.of(ChannelName.values()),
                4,
                8192,
                maxJobs,
                "0.1.0",
                List.of(running));
    }

    AgentRegistered register(RunningJob... running) {
        HttpResponse<String> response =
                server.post("/agents/register", TestServer.ENROLMENT_SECRET, registration(running));
        return WireJson.read(response.body(), AgentRegistered.class);
    }

    HttpResponse<String> poll(int waitSecs) {
        return server.get("/agents/jobs?agent_id=" + id() + "&wait_secs=" + waitSecs, token());
    }

    /// Waits for a job, and fails when there is none.
    JobAssignment take() {
        HttpResponse<String> response = poll(20);
        if (response.statusCode() != 200) {
            throw new AssertionError("no job came: " + response.statusCode() + " " + response.body());
        }
        return WireJson.read(response.body(), JobAssignment.class);
    }

    HttpResponse<String> renew(String jobId, long leaseToken) {
        return server.post("/agents/jobs/" + jobId + "/lease", token(), new LeaseRenewal(leaseToken));
    }

    HttpResponse<String> finish(JobAssignment job) {
        return server.post(
                "/agents/jobs/" + job.jobId() + "/result",
                token(),
                new JobResult(job.leaseToken(), "completed", null, "the client left", 1.5));
    }

    HttpResponse<String> answer(String jobId, String sdp) {
        return server.post("/signaling/" + jobId + "/answer", token(), new SessionDescription(sdp, 1, null));
    }

    EventReader follow(String jobId, String... lastEventId) {
        return server.follow(jobId, token(), lastEventId);
    }
}
