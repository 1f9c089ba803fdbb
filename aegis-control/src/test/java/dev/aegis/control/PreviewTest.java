package dev.aegis.control;

import static dev.aegis.control.TestServer.ACCESS_KEY;
import static dev.aegis.control.TestServer.body;
import static dev.aegis.control.TestServer.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.IceServer;
import dev.aegis.protocol.control.IdfVersion;
import dev.aegis.protocol.control.Preview;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `POST /grant/preview`, compared with the result of `POST /grant/request`.
final class PreviewTest {
    @TempDir
    Path directory;

    @Test
    void namesTheMachineThatCouldTakeIt() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine able = TestMachine.registered(server);
            TestMachine.registered(server, List.of(new IdfVersion("v5.4", List.of("esp32p4"), true)), 1);

            Preview preview = preview(server, Map.of("project_key", "p"));

            assertEquals(2, preview.machinesOnline());
            assertEquals(1, preview.machinesAble());
            assertEquals(
                    List.of(new Preview.CapableMachine(able.id(), "v5.3", 4, 8192, 0, 1, false)), preview.machines());
            assertEquals(0, preview.queue().position());
            assertEquals(server.clock.instant().getEpochSecond(), preview.serverTime());
        }
    }

    @Test
    void queuesNoJob() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            preview(server, Map.of());

            assertEquals(204, machine.poll(0).statusCode());
            assertEquals(0, server.state.counts().queued());
        }
    }

    @Test
    void givesTheSameReasonAsTheRequest() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            Map<String, Object> more = Map.of("target", "esp32p4", "idf_version", "v5.5.1");
            assertEquals("no machine is online", preview(server, more).queue().reason());
            for (int i = 0; i < 2; i++) {
                TestMachine.registered(server, List.of(new IdfVersion("v5.4", List.of("esp32p4"), true)), 1);
            }
            Preview preview = preview(server, more);
            assertEquals(0, preview.machinesAble());
            assertEquals(2, preview.machinesOnline());
            assertEquals(
                    "no machine has esp32p4 with v5.5.1; 2 machines have v5.4",
                    preview.queue().reason());
            assertEquals(preview.queue().reason(), server.grant(more).queue().reason());
        }
    }

    @Test
    void marksBusyAndWarmMachines() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine warm = TestMachine.registered(server);
            server.grant(Map.of("project_key", "p"));
            warm.take();
            TestMachine cold = TestMachine.registered(server);

            List<Preview.CapableMachine> machines =
                    preview(server, Map.of("project_key", "p")).machines();

            assertEquals(
                    List.of(warm.id(), cold.id()),
                    machines.stream().map(Preview.CapableMachine::agentId).toList());
            assertTrue(machines.getFirst().warm());
            assertEquals(false, machines.getFirst().isFree());
            assertTrue(machines.getLast().isFree());
        }
    }

    @Test
    void givesThePositionOfTheNextRequest() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            server.grant();
            machine.take();
            server.grant();

            Preview preview = preview(server, Map.of());

            assertEquals(1, preview.queued());
            assertEquals(2, preview.queue().position());
            assertEquals(
                    "the one machine that can take it is busy", preview.queue().reason());
            assertEquals(preview.queue(), server.grant().queue());
        }
    }

    @Test
    void makesSeparateRelayCredentialsForOneMinute() throws IOException {
        try (TestServer server = TestServer.start(
                directory, "--turn-urls=turn:turn.example.org:3478?transport=udp", "TURN_SECRET=relay-secret-of-it")) {
            IceServer one = preview(server, Map.of()).iceServers().getFirst();
            IceServer other = preview(server, Map.of()).iceServers().getFirst();

            String username = String.valueOf(one.username());
            assertTrue(username.startsWith((server.clock.instant().getEpochSecond() + 60) + ":p-"), username);
            assertNotEquals(one.username(), other.username());
            assertNotEquals(one.credential(), other.credential());
        }
    }

    @Test
    void makesTheSameChecksAsTheRequest() throws IOException {
        try (TestServer server = TestServer.start(directory, "--allowed-channels=espctl,firmware")) {
            assertEquals("key_missing", refused(server, "", body(Map.of())));
            assertEquals("key_wrong", refused(server, "another key", body(Map.of())));
            assertEquals("invalid_request", refused(server, ACCESS_KEY, body(Map.of("required_channels", ""))));
            assertEquals("invalid_request", refused(server, ACCESS_KEY, body(Map.of("cpu_cores", 0))));
            assertEquals(
                    "channel_not_allowed",
                    refused(server, ACCESS_KEY, body(Map.of("required_channels", List.of("pty")))));
        }
    }

    @Test
    void hasSeparateRateLimit() throws IOException {
        try (TestServer server = TestServer.start(directory, "--grant-rate-per-minute=2")) {
            preview(server, Map.of());
            preview(server, Map.of());
            assertEquals("rate_limited", refused(server, ACCESS_KEY, body(Map.of())));
            assertTrue(server.get("/whoami", ACCESS_KEY).body().contains("\"remaining\":2"));
            assertNull(server.grant().queue().estimatedWaitSecs());
        }
    }

    private static String refused(TestServer server, String key, Object body) {
        return problem(server.post("/grant/preview", key, body)).code();
    }

    private static Preview preview(TestServer server, Map<String, Object> more) {
        HttpResponse<String> response = server.post("/grant/preview", ACCESS_KEY, body(more));
        assertEquals(200, response.statusCode(), response.body());
        return WireJson.read(response.body(), Preview.class);
    }
}
