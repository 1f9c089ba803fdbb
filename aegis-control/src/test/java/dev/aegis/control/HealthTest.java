package dev.aegis.control;

import static dev.aegis.control.TestServer.ACCESS_KEY;
import static dev.aegis.control.TestServer.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.Health;
import dev.aegis.protocol.control.IdfVersion;
import dev.aegis.protocol.control.Versions;
import dev.aegis.protocol.control.WhoAmI;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HealthTest {
    @TempDir
    Path directory;

    @Test
    void countsMachinesThatWereSeenLately() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            assertEquals(0, health(server).machinesOnline());
            TestMachine.registered(server);
            assertEquals("ok", health(server).status());
            assertEquals(1, health(server).machinesOnline());
            server.clock.advance(Duration.ofSeconds(31));
            assertEquals(0, health(server).machinesOnline());
        }
    }

    @Test
    void reportsUnhealthyWithoutItsState() throws IOException {
        TestServer server = TestServer.start(directory);
        server.state.close();
        HttpResponse<String> response = server.get("/health", "");
        assertEquals(503, response.statusCode());
        assertEquals("degraded", WireJson.read(response.body(), Health.class).status());
        server.close();
    }

    @Test
    void namesTheOwnerOfTheKey() throws IOException {
        try (TestServer server = TestServer.start(directory, "--grant-rate-per-minute=10")) {
            server.grant();
            WhoAmI who = WireJson.read(server.get("/whoami", ACCESS_KEY).body(), WhoAmI.class);
            assertEquals("shared", who.userId());
            assertEquals(9L, who.remaining());
            assertEquals(60, who.windowSecs());
        }
    }

    @Test
    void listsWhatMachinesOnlineCanBuild() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine.registered(server);
            TestMachine.registered(
                    server,
                    List.of(
                            new IdfVersion("v5.3", List.of("esp32c6"), true),
                            new IdfVersion("v5.4", List.of("esp32p4"), false)),
                    1);
            Versions versions =
                    WireJson.read(server.get("/versions", ACCESS_KEY).body(), Versions.class);
            assertEquals(
                    List.of(
                            new Versions.Offered("v5.3", List.of("esp32c3", "esp32c6"), 2),
                            new Versions.Offered("v5.4", List.of("esp32p4"), 1)),
                    versions.versions());
            assertEquals(401, server.get("/versions", "").statusCode());
        }
    }

    @Test
    void metricsCountEvents() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            server.grant();
            machine.take();
            server.post("/grant/request", "", "{}");
            String text = server.get("/metrics", "").body();
            for (String line : List.of(
                    "aegis_grants_issued_total 1.0",
                    "aegis_grants_refused_total{code=\"key_missing\"} 1.0",
                    "aegis_jobs{state=\"held\"} 1.0",
                    "aegis_machines_online 1.0",
                    "aegis_event_streams 0.0",
                    "aegis_queue_wait_seconds_count 1",
                    "aegis_grant_seconds_count 1",
                    "aegis_http_requests_total{route=\"GET /agents/jobs\",status=\"200\"} 1.0",
                    "jvm_threads_current")) {
                assertTrue(text.contains(line), line);
            }
        }
    }

    @Test
    void refusesUnknownRoutes() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            assertEquals("no_such_route", problem(server.get("/nothing", "")).code());
            assertEquals("no_such_route", problem(server.get("/health/", "")).code());
            assertEquals(
                    "bad_http",
                    problem(server.get("/signaling//events", ACCESS_KEY)).code());
            HttpResponse<String> get = server.get("/grant/request", ACCESS_KEY);
            assertEquals(405, get.statusCode());
            assertEquals("method_not_allowed", problem(get).code());
            assertEquals("POST", get.headers().firstValue("Allow").orElseThrow());
            HttpResponse<String> delete =
                    server.send(server.request("/health", "").method("DELETE", BodyPublishers.noBody()));
            assertEquals(405, delete.statusCode());
        }
    }

    private static Health health(TestServer server) {
        return WireJson.read(server.get("/health", "").body(), Health.class);
    }
}
