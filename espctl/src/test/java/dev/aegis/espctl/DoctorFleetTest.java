package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.DoctorReport.Found;
import dev.aegis.espctl.testing.ScriptedServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The checks of doctor for the key, the machines and the relay, with a build server that answers.
class DoctorFleetTest {
    @TempDir
    Path folder;

    private final long now = Instant.now().getEpochSecond();
    private final ScriptedServer server = new ScriptedServer();
    private EspctlProcess espctl;

    @BeforeEach
    void project() throws IOException {
        Path project = Files.createDirectory(folder.resolve("demo"));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        espctl = new EspctlProcess(Files.createDirectory(folder.resolve("home")), project)
                .with("IDF_TARGET", "esp32c3")
                .with("ESPCTL_SERVER", server.address())
                .with("MCP_AUTH_SECRET", "k");
        answer(
                "/health",
                "{\"status\":\"ok\",\"version\":\"1\",\"state\":\"ok\",\"machines_online\":1,\"server_time\":" + now
                        + "}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void reportsAMissingKey() throws Exception {
        espctl.with("MCP_AUTH_SECRET", "");
        DoctorReport report = DoctorReport.of(espctl);

        assertFault(report.check("access_key"), "key_missing", "there is no access key for");
        assertEquals("skipped", report.check("machines").status());
        assertEquals(3, report.exit());
    }

    @Test
    void reportsWhyTheServerRefusesTheKey() throws Exception {
        for (String code : new String[] {"key_wrong", "key_revoked", "key_expired"}) {
            refuse("/whoami", 401, code, "the server's words about " + code);
            DoctorReport report = DoctorReport.of(espctl);
            server.forget("/whoami");

            assertFault(report.check("access_key"), code, "the server's words about " + code);
            assertTrue(
                    String.valueOf(report.check("access_key").fix()).contains("espctl login --token KEY"),
                    report.check("access_key").toString());
            assertEquals("no valid access key", report.check("relay").detail());
            assertEquals(4, report.exit());
        }
    }

    @Test
    void reportsAUsedUpQuota() throws Exception {
        who("\"remaining\":0,\"window_secs\":60");
        assertFault(
                DoctorReport.of(espctl).check("access_key"),
                "quota_used_up",
                "the key of ada has no permission left in this window");
    }

    @Test
    void reportsAKeyThatHasExpiredOrExpiresSoon() throws Exception {
        who("\"expires_at\":" + (now - 5));
        assertFault(DoctorReport.of(espctl).check("access_key"), "key_expired", "the key of ada has expired");
        server.forget("/whoami");
        who("\"expires_at\":" + (now + 7200));
        Found soon = DoctorReport.of(espctl).check("access_key");
        assertEquals("warning", soon.status());
        assertEquals("key_expires_soon", soon.code());
    }

    @Test
    void reportsThatNoMachineHasTheChip() throws Exception {
        known();
        answer("/grant/preview", noMachine(0, "no machine is online"));
        assertFault(DoctorReport.of(espctl).check("machines"), "no_machine_online", "no machine is online");

        server.forget("/grant/preview");
        answer("/grant/preview", noMachine(2, "no machine has esp32c3 with v5.3; 1 machine has v5.4"));
        DoctorReport report = DoctorReport.of(espctl);
        assertFault(
                report.check("machines"), "no_machine_able", "no machine has esp32c3 with v5.3; 1 machine has v5.4");
        assertEquals(6, report.exit());
    }

    @Test
    void reportsThatNoMachineHasTheVersion() throws Exception {
        known();
        answer("/grant/preview", noMachine(1, "no machine has esp32c3 with v5.5"));
        espctl.with("DEFAULT_IDF_VERSION", "5.5");
        assertFault(
                DoctorReport.of(espctl).check("idf_version"),
                "version_missing",
                "no machine has ESP-IDF v5.5; machines have v5.3");
    }

    @Test
    void reportsTheWaitWhenMachinesAreBusy() throws Exception {
        known();
        answer("/grant/preview", """
                {"machines_online":1,"machines_able":1,"machines":[],"queued":2,"ice_servers":[],
                 "queue":{"position":3,"estimated_wait_secs":40,"reason":"the one machine that can take it is busy"},
                 "server_time":%d}""".formatted(now));
        DoctorReport report = DoctorReport.of(espctl);

        assertEquals("machines_busy", report.check("machines").code());
        assertEquals(
                "1 of 1 online can build esp32c3; a build would wait at position 3, about 40 s: the one machine that can"
                        + " take it is busy",
                report.check("machines").detail());
        assertEquals("degraded", report.status());
        assertEquals(0, report.exit());
    }

    @Test
    void skipsChecksThatAnOldServerDoesNotSupport() throws Exception {
        known();
        refuse("/grant/preview", 404, "no_such_route", "there is no route /grant/preview");
        DoctorReport report = DoctorReport.of(espctl);

        assertEquals("ok", report.check("machines").status());
        assertTrue(
                report.check("machines")
                        .detail()
                        .endsWith("this build server is too old to say which machines are free"),
                report.check("machines").detail());
        assertEquals("skipped", report.check("relay").status());
        assertEquals(0, report.exit());
    }

    @Test
    void reportsAChannelThatIsNotAllowed() throws Exception {
        known();
        refuse(
                "/grant/preview",
                403,
                "channel_not_allowed",
                "channel firmware was rejected: this server allows espctl");
        assertFault(DoctorReport.of(espctl).check("machines"), "channel_not_allowed", "channel firmware was rejected");
    }

    @Test
    void reportsARelayThatDoesNotAnswer() throws Exception {
        known();
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            relays("turn:127.0.0.1:" + silent.getLocalPort() + "?transport=udp");
            assertFault(DoctorReport.of(espctl).check("relay"), "udp_blocked", "no answer over UDP: UDP is blocked");
        }
    }

    @Test
    void reportsARelayNameWithoutAnAddress() throws Exception {
        known();
        relays("turn:relay.nowhere.invalid:3478");
        assertFault(
                DoctorReport.of(espctl).check("relay"),
                "relay_name_unknown",
                "the relay's name relay.nowhere.invalid cannot be resolved");
    }

    private String noMachine(int online, String reason) {
        return "{\"machines_online\":%d,\"machines_able\":0,\"queued\":0,\"queue\":{\"position\":1,\"reason\":\"%s\"},\"server_time\":%d}"
                .formatted(online, reason, now);
    }

    private void known() {
        who("\"remaining\":5,\"window_secs\":60");
        answer(
                "/versions",
                "{\"versions\":[{\"version\":\"v5.3\",\"targets\":[\"esp32c3\"],\"machines\":1}],\"server_time\":" + now
                        + "}");
    }

    private void who(String more) {
        answer("/whoami", "{\"user_id\":\"ada\",\"scopes\":[]," + more + ",\"server_time\":" + now + "}");
    }

    private void relays(String url) {
        answer("/grant/preview", """
                {"machines_online":1,"machines_able":1,"machines":[],"queued":0,"queue":{"position":0},
                 "ice_servers":[{"urls":["%s"],"username":"%d:p-1","credential":"c"}],"server_time":%d}""".formatted(url, now + 60, now));
    }

    private void answer(String path, String body) {
        server.answer(path, 200, "application/json", body);
    }

    private void refuse(String path, int status, String code, String detail) {
        server.answer(
                path,
                status,
                "application/problem+json",
                "{\"status\":" + status + ",\"code\":\"" + code + "\",\"detail\":\"" + detail + "\",\"server_time\":"
                        + now + "}");
    }

    private static void assertFault(Found check, String code, String detail) {
        assertEquals("error", check.status(), check.toString());
        assertEquals(code, check.code(), check.toString());
        assertTrue(check.detail().contains(detail), check.toString());
        assertTrue(check.isFixable(), check.toString());
    }
}
