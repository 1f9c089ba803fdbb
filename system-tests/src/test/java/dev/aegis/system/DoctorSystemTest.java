package dev.aegis.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reports of doctor and plan on a real build server, build machine and relay.
@Timeout(300)
class DoctorSystemTest {
    private static final JsonMapper JSON = new JsonMapper();

    @SuppressWarnings("NullAway.Init") // set before the first test, by the extension
    private static Relay relay;

    @RegisterExtension
    static final WholeProduct product = new WholeProduct(DoctorSystemTest::startRelay);

    private final EspctlUser user = product.newUser();

    private static FleetSettings startRelay(ResourceStack resources) throws Exception {
        relay = resources.push(Relay.start());
        return FleetSettings.ofServer(Map.of("TURN_URLS", relay.url(), "TURN_SECRET", Relay.SECRET));
    }

    @Test
    void reportsAHealthySystem() throws Exception {
        EspctlUser.Outcome outcome = user.run("doctor", "-t", "esp32c3", "--json");

        JsonNode report = JSON.readTree(outcome.out());
        assertEquals("healthy", report.path("status").asString(), outcome.out());
        assertEquals(0, outcome.exit());
        assertEquals("1 of 1 online can build esp32c3, 1 free", detail(report, "machines"));
        assertTrue(detail(report, "relay").matches("127.0.0.1:\\d+ over UDP relays, \\d+ ms"), detail(report, "relay"));
    }

    @Test
    void namesTheChipOrVersionThatNoMachineHas() throws Exception {
        JsonNode chip = report(user.run("doctor", "-t", "esp32s3", "--json"), 6);
        assertEquals("no_machine_able", code(chip, "machines"));
        assertTrue(detail(chip, "machines").startsWith("no machine has esp32s3"), detail(chip, "machines"));
        assertTrue(detail(chip, "machines").contains("machines online build esp32c2"), detail(chip, "machines"));

        JsonNode version = report(user.with("DEFAULT_IDF_VERSION", "v5.4").run("doctor", "-t", "esp32c3", "--json"), 6);
        assertEquals("version_missing", code(version, "idf_version"));
        assertTrue(
                detail(version, "machines").startsWith("no machine has esp32c3 with v5.4; 1 machine has v"),
                detail(version, "machines"));
    }

    @Test
    void reportsAWrongKey() throws Exception {
        JsonNode report =
                report(user.with("MCP_AUTH_SECRET", "some-other-key").run("doctor", "-t", "esp32c3", "--json"), 4);
        assertEquals("key_wrong", code(report, "access_key"));
        assertEquals("skipped", check(report, "machines").path("status").asString());
    }

    @Test
    void reportsAWarmMachineAfterABuild() throws Exception {
        JsonNode before = knownFleet(user);
        assertEquals(false, before.path("machines").path(0).path("warm").asBoolean());

        EspctlUser.Outcome built = user.run("build", "-t", "esp32c3", "--quiet");
        assertEquals(0, built.exit(), built.err());

        JsonNode after = knownFleet(user);
        assertEquals(true, after.path("machines").path(0).path("warm").asBoolean(), after.toString());
        assertEquals(1, after.path("machines_able").asInt());
    }

    @Test
    void reportsThatNoMachineIsOnlineAndThatTheRelayRefusesItsCredentials() throws Exception {
        try (Fleet server =
                startWarmServer(Map.of("TURN_URLS", relay.url(), "TURN_SECRET", "not-the-secret-of-the-relay"))) {
            JsonNode report = report(product.newUser(server.address()).run("doctor", "-t", "esp32c3", "--json"), 6);

            assertEquals("no_machine_online", code(report, "machines"));
            assertEquals("relay_credentials_refused", code(report, "relay"));
        }
    }

    @Test
    void reportsBlockedUdpWhenTcpWorks() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Fleet server = startWarmServer(Map.of(
                        "TURN_URLS",
                        "turn:127.0.0.1:" + silent.getLocalPort() + "?transport=udp," + relay.urlOverTcp(),
                        "TURN_SECRET",
                        Relay.SECRET))) {
            JsonNode report = report(product.newUser(server.address()).run("doctor", "-t", "esp32c3", "--json"), 6);

            assertEquals("udp_blocked", code(report, "relay"));
            assertEquals("warning", check(report, "relay").path("status").asString());
            assertTrue(detail(report, "relay").contains("over TCP relays"), detail(report, "relay"));
        }
    }

    @Test
    void reportsAChannelThatTheServerDoesNotAllow() throws Exception {
        try (Fleet server = startWarmServer(Map.of("ALLOWED_CHANNELS", "espctl"))) {
            JsonNode report = report(product.newUser(server.address()).run("doctor", "-t", "esp32c3", "--json"), 6);

            assertEquals("channel_not_allowed", code(report, "machines"));
            assertEquals("channel firmware was rejected: this server allows espctl", detail(report, "machines"));
        }
    }

    /// Starts a build server without machines and sends it one request. The first request loads most classes, and
    /// doctor
    /// has a time limit.
    private static Fleet startWarmServer(Map<String, String> settings) throws Exception {
        Fleet server = Fleet.startServerOnly(settings);
        try (InputStream health = server.address().resolve("/health").toURL().openStream()) {
            assertTrue(health.readAllBytes().length > 0);
            return server;
        } catch (IOException | AssertionError failed) {
            server.close();
            throw failed;
        }
    }

    /// Runs `plan` until the server answers within its time limit.
    private static JsonNode knownFleet(EspctlUser user) throws Exception {
        JsonNode fleet = JSON.missingNode();
        for (int tries = 0; tries < 10 && !fleet.path("status").asString("").equals("known"); tries++) {
            fleet = JSON.readTree(user.run("plan", "-t", "esp32c3", "--json").out())
                    .path("fleet");
        }
        assertEquals("known", fleet.path("status").asString(""), fleet.toString());
        return fleet;
    }

    private static JsonNode report(EspctlUser.Outcome outcome, int exit) {
        assertEquals(exit, outcome.exit(), outcome.toString());
        return JSON.readTree(outcome.out());
    }

    private static JsonNode check(JsonNode report, String name) {
        for (JsonNode check : report.path("checks")) {
            if (check.path("name").asString().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + " in " + report);
    }

    private static String code(JsonNode report, String name) {
        return check(report, name).path("code").asString("");
    }

    private static String detail(JsonNode report, String name) {
        return check(report, name).path("detail").asString();
    }
}
