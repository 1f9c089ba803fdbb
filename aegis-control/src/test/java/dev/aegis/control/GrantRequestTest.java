package dev.aegis.control;

import static dev.aegis.control.TestServer.ACCESS_KEY;
import static dev.aegis.control.TestServer.body;
import static dev.aegis.control.TestServer.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.AgentRegistered;
import dev.aegis.protocol.control.GrantAnswer;
import dev.aegis.protocol.control.IceServer;
import dev.aegis.protocol.control.IdfVersion;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.grant.Ed25519;
import dev.aegis.protocol.grant.Grant;
import dev.aegis.protocol.grant.GrantVerification;
import dev.aegis.protocol.grant.GrantVerifier;
import dev.aegis.protocol.grant.Jws;
import dev.aegis.protocol.grant.UsedGrants;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GrantRequestTest {
    @TempDir
    Path directory;

    @Test
    void machineAcceptsTheGrantThatItGetsWithTheJob() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            AgentRegistered registered = machine.register();
            GrantAnswer answer = server.grant(Map.of("timeout_secs", 600));
            JobAssignment job = machine.take();

            var key = registered.grantKeys().getFirst();
            GrantVerifier verifier = new GrantVerifier(
                    machine.id(),
                    registered.issuerId(),
                    Map.of(key.kid(), Ed25519.publicKey(key.publicKey())),
                    new UsedGrants(),
                    server.clock);
            Grant grant = assertInstanceOf(
                            GrantVerification.Accepted.class, verifier.verify(job.grant(), answer.jobId()))
                    .grant();
            assertEquals(machine.id(), grant.agentId());
            assertEquals("shared", grant.userId());
            assertEquals(600, grant.executionParams().timeoutSecs());
            assertEquals("esp32c3", grant.executionParams().target());
            assertEquals(TestServer.FINGERPRINT, grant.webrtc().peerFingerprint());
        }
    }

    @Test
    void clientsCopyNamesNoMachineAndHasAnotherId() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            GrantAnswer answer = server.grant();
            Grant clients = read(answer.grant());
            Grant machines = read(machine.take().grant());
            assertNull(clients.agentId());
            assertNotEquals(clients.grantId(), machines.grantId());
            assertEquals(List.of(machine.id()), answer.candidates());
            assertEquals(clients.expiresAt(), answer.expiresAt());
        }
    }

    @Test
    void eachSideGetsSeparateRelayCredentials() throws IOException {
        try (TestServer server = TestServer.start(
                directory,
                "--turn-urls=turn:turn.example.org:3478?transport=udp",
                "TURN_SECRET=relay-secret",
                "--stun-urls=stun:stun.example.org:3478")) {
            TestMachine machine = TestMachine.registered(server);
            GrantAnswer answer = server.grant();
            IceServer clients = answer.iceServers().getLast();
            IceServer machines =
                    read(machine.take().grant()).webrtc().iceServers().getLast();
            long expiry = server.clock.instant().getEpochSecond() + 3600;
            assertEquals(List.of("turn:turn.example.org:3478?transport=udp"), clients.urls());
            assertEquals(expiry + ":" + answer.jobId(), clients.username());
            assertNotEquals(clients.username(), machines.username());
            assertNotEquals(clients.credential(), machines.credential());
            assertEquals(
                    List.of("stun:stun.example.org:3478"),
                    answer.iceServers().getFirst().urls());
        }
    }

    @Test
    void sessionIsNoLongerThanThePolicyAllows() throws IOException {
        try (TestServer server = TestServer.start(directory, "--max-session-secs=900", "--grant-ttl-secs=5")) {
            Grant grant = read(server.grant(Map.of("timeout_secs", 100_000)).grant());
            assertEquals(900, grant.executionParams().timeoutSecs());
            assertEquals(5, grant.ttlSecs());
        }
    }

    @Test
    void refusesRequestWithoutKey() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            HttpResponse<String> response = server.post("/grant/request", "", body(Map.of()));
            assertEquals(401, response.statusCode());
            assertEquals("key_missing", problem(response).code());
            assertEquals(
                    "application/problem+json",
                    response.headers().firstValue("Content-Type").orElseThrow());
            assertEquals(
                    server.clock.instant().getEpochSecond(), problem(response).serverTime());
        }
    }

    @Test
    void refusesWrongKeyWithoutRepeatingIt() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            HttpResponse<String> response = server.post("/grant/request", "wrong-key-of-a-user", body(Map.of()));
            assertEquals(401, response.statusCode());
            assertEquals("key_wrong", problem(response).code());
            assertFalse(response.body().contains("wrong-key-of-a-user"));
        }
    }

    @Test
    void limitsWrongKeysOfOneAddress() throws IOException {
        try (TestServer server = TestServer.start(directory, "--wrong-key-rate-per-minute=2")) {
            server.get("/whoami", "wrong-key-1");
            server.get("/whoami", "wrong-key-2");
            HttpResponse<String> third = server.get("/whoami", "wrong-key-3");
            assertEquals(429, third.statusCode());
            assertEquals("30", third.headers().firstValue("Retry-After").orElseThrow());
            assertEquals(200, server.get("/whoami", ACCESS_KEY).statusCode());
        }
    }

    @Test
    void refusesTokenOfMachine() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            HttpResponse<String> response = server.post("/grant/request", machine.token(), body(Map.of()));
            assertEquals(403, response.statusCode());
            assertEquals("not_allowed", problem(response).code());
        }
    }

    @Test
    void namesTheInvalidField() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            for (var wrong : Map.<String, Object>of(
                            "peer_fingerprint",
                            "sha-256:AB",
                            "required_channels",
                            List.of(),
                            "cpu_cores",
                            0,
                            "timeout_secs",
                            "soon",
                            "idempotency_key",
                            "k".repeat(200))
                    .entrySet()) {
                HttpResponse<String> response =
                        server.post("/grant/request", ACCESS_KEY, body(Map.of(wrong.getKey(), wrong.getValue())));
                assertEquals(422, response.statusCode(), wrong.getKey());
                assertEquals("invalid_request", problem(response).code());
                assertTrue(
                        problem(response).detail().contains(wrong.getKey()),
                        problem(response).detail());
            }
            HttpResponse<String> missing =
                    server.post("/grant/request", ACCESS_KEY, body(Map.of("peer_fingerprint", "")));
            assertTrue(problem(missing).detail().contains("'peer_fingerprint' is missing"));
        }
    }

    @Test
    void refusesBodyThatIsNotJson() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            assertEquals(
                    422,
                    server.post("/grant/request", ACCESS_KEY, "{\"target\":").statusCode());
            assertEquals(422, server.post("/grant/request", ACCESS_KEY, "null").statusCode());
            HttpResponse<String> plain = server.send(server.request("/grant/request", ACCESS_KEY)
                    .header("Content-Type", "text/plain")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
            assertEquals(415, plain.statusCode());
            assertEquals("not_json", problem(plain).code());
        }
    }

    @Test
    void refusesBodyThatIsTooLarge() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            String large = "{\"target\":\"" + "x".repeat(Limits.HTTP_BODY_BYTES) + "\"}";
            HttpResponse<String> declared = server.post("/grant/request", ACCESS_KEY, large);
            assertEquals(413, declared.statusCode());
            assertEquals("body_too_large", problem(declared).code());
            HttpResponse<String> chunked = server.send(server.request("/grant/request", ACCESS_KEY)
                    .header("Content-Type", "application/json")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(
                            large.getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
            assertEquals(413, chunked.statusCode());
        }
    }

    @Test
    void refusesChannelThatThePolicyForbids() throws IOException {
        try (TestServer server = TestServer.start(directory, "--allowed-channels=espctl,firmware")) {
            HttpResponse<String> response = server.post(
                    "/grant/request", ACCESS_KEY, body(Map.of("required_channels", List.of("espctl", "pty"))));
            assertEquals(403, response.statusCode());
            assertEquals("channel_not_allowed", problem(response).code());
            assertEquals(
                    "channel pty was rejected: this server allows espctl, firmware",
                    problem(response).detail());
        }
    }

    @Test
    void limitsRequestsOfOneKeyAndSendsRetryAfter() throws IOException {
        try (TestServer server = TestServer.start(directory, "--grant-rate-per-minute=2")) {
            server.grant();
            server.grant();
            HttpResponse<String> third = server.post("/grant/request", ACCESS_KEY, body(Map.of()));
            assertEquals(429, third.statusCode());
            assertEquals("rate_limited", problem(third).code());
            assertEquals("30", third.headers().firstValue("Retry-After").orElseThrow());
            assertTrue(server.get("/whoami", ACCESS_KEY).body().contains("\"remaining\":0"));
            server.clock.advance(java.time.Duration.ofSeconds(31));
            assertEquals(
                    200,
                    server.post("/grant/request", ACCESS_KEY, body(Map.of())).statusCode());
        }
    }

    @Test
    void limitsRequestsOfOneAddress() throws IOException {
        try (TestServer server = TestServer.start(directory, "--address-rate-per-minute=1")) {
            server.grant();
            HttpResponse<String> second = server.post("/grant/request", ACCESS_KEY, body(Map.of()));
            assertEquals(429, second.statusCode());
            assertTrue(problem(second).detail().contains("from this address"));
        }
    }

    @Test
    void repeatedRequestGetsTheSameJob() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            String first = server.grant(Map.of("idempotency_key", "one")).jobId();
            assertEquals(first, server.grant(Map.of("idempotency_key", "one")).jobId());
            assertNotEquals(
                    first, server.grant(Map.of("idempotency_key", "two")).jobId());
            HttpResponse<String> other = server.post(
                    "/grant/request",
                    ACCESS_KEY,
                    body(Map.of(
                            "idempotency_key",
                            "one",
                            "peer_fingerprint",
                            new Fingerprint("sha-256:" + "CD:".repeat(31) + "CD").text())));
            assertEquals(409, other.statusCode());
            assertEquals("idempotency_key_reused", problem(other).code());
        }
    }

    @Test
    void givesTheReasonWhenNoMachineCanTakeTheJob() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            assertEquals("no machine is online", server.grant().queue().reason());
            for (int i = 0; i < 2; i++) {
                TestMachine.registered(server, List.of(new IdfVersion("v5.4", List.of("esp32p4"), true)), 1);
            }
            GrantAnswer answer = server.grant(Map.of("target", "esp32p4", "idf_version", "v5.5.1"));
            assertEquals(
                    "no machine has esp32p4 with v5.5.1; 2 machines have v5.4",
                    answer.queue().reason());
            assertEquals(List.of(), answer.candidates());
        }
    }

    @Test
    void givesThePositionWhenAllMachinesAreBusy() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            assertEquals(0, server.grant().queue().position());
            machine.take();
            server.grant();
            GrantAnswer third = server.grant();
            assertEquals(2, third.queue().position());
            assertEquals(
                    "the one machine that can take it is busy", third.queue().reason());
        }
    }

    private static Grant read(String compact) {
        return WireJson.readStrict(Jws.read(compact).payload(), Grant.class);
    }
}
