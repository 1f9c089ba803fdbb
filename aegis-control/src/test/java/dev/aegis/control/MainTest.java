package dev.aegis.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.settings.Setting;
import dev.aegis.testkit.DefaultSignals;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as an operator starts it.
final class MainTest {
    private static final String ACCESS_KEY = "access-key-that-must-stay-secret";
    private static final String ENROLMENT_SECRET = "enrolment-that-must-stay-secret";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @TempDir
    Path directory;

    @Test
    void printsItsAddressAndStopsOnSigterm() throws Exception {
        Process server = start("--control-listen", "127.0.0.1:0");
        try (BufferedReader out = server.inputReader();
                HttpClient http = HttpClient.newHttpClient()) {
            String line = out.readLine();
            assertTrue(line.matches("aegis-control listening on http://127\\.0\\.0\\.1:\\d+"), line);
            URI address = URI.create(line.substring(line.indexOf("http")));
            for (String key : new String[] {ACCESS_KEY, ENROLMENT_SECRET, "wrong-key-of-a-stranger"}) {
                HttpResponse<String> response = http.send(
                        HttpRequest.newBuilder(address.resolve("/grant/request?key=" + key))
                                .header("Authorization", "Bearer " + key)
                                .header("traceparent", TRACE)
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString());
                assertTrue(response.statusCode() >= 400);
                assertFalse(response.body().contains(key));
            }
            server.toHandle().destroy();
            assertTrue(server.waitFor(5, TimeUnit.SECONDS), "still running 5 s after SIGTERM");
            assertEquals(0, server.exitValue());
            assertEquals(null, out.readLine());
        } finally {
            server.destroyForcibly();
        }
        String log = Files.readString(directory.resolve("stderr"));
        assertTrue(log.contains(TRACE), log);
        assertTrue(log.contains("POST \\/grant\\/request") && log.contains("\"415\""), log);
        assertFalse(log.contains(ACCESS_KEY) || log.contains(ENROLMENT_SECRET) || log.contains("stranger"), log);
    }

    @Test
    void invalidSettingEndsItWithOneMessage() throws Exception {
        Process server = start("--allowed-origins", "esphome.example/");
        try {
            assertTrue(server.waitFor(20, TimeUnit.SECONDS));
            assertEquals(2, server.exitValue());
            assertEquals(
                    "aegis-control: ALLOWED_ORIGINS (from the command line) is not usable: 'esphome.example/' has no"
                            + " scheme; write https://esphome.example\n",
                    Files.readString(directory.resolve("stderr")));
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void usedAddressEndsItWithOneMessage() throws Exception {
        try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Process server = start("--listen", "127.0.0.1:" + taken.getLocalPort());
            try {
                assertTrue(server.waitFor(20, TimeUnit.SECONDS));
                assertEquals(1, server.exitValue());
                assertEquals(
                        "aegis-control: cannot listen on 127.0.0.1:" + taken.getLocalPort()
                                + ": the port is in use; set CONTROL_LISTEN to another ADDRESS:PORT\n",
                        Files.readString(directory.resolve("stderr")));
            } finally {
                server.destroyForcibly();
            }
        }
    }

    @Test
    void unknownHostEndsItWithOneMessage() throws Exception {
        Process server = start("--control-listen", "no-such-host.invalid:8470");
        try {
            assertTrue(server.waitFor(20, TimeUnit.SECONDS));
            assertEquals(1, server.exitValue());
            assertEquals(
                    "aegis-control: cannot listen on no-such-host.invalid:8470: the host name is unknown; set"
                            + " CONTROL_LISTEN to another ADDRESS:PORT\n",
                    Files.readString(directory.resolve("stderr")));
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void bugPrintsItsTraceAndHowToReportIt() {
        var printed = new java.io.ByteArrayOutputStream();
        int code = ExitMessage.of(new IllegalStateException("two leases of one job"))
                .print(new java.io.PrintStream(printed, true, java.nio.charset.StandardCharsets.UTF_8));
        String text = printed.toString(java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(1, code);
        assertTrue(text.contains("\tat " + MainTest.class.getName()), text);
        assertTrue(
                text.endsWith("this is a bug in aegis-control: java.lang.IllegalStateException: two leases of one"
                        + " job; report it with the trace above\n"),
                text);
    }

    @Test
    void refusesSecretOnTheCommandLine() throws Exception {
        Process server = start("--mcp-auth-secret", "seen-by-every-user-of-this-host");
        try {
            assertTrue(server.waitFor(20, TimeUnit.SECONDS));
            assertEquals(2, server.exitValue());
            assertEquals(
                    "aegis-control: MCP_AUTH_SECRET is a secret and has no flag, because others can read a command"
                            + " line; set it in the settings file or in the environment\n",
                    Files.readString(directory.resolve("stderr")));
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void helpNamesEverySetting() throws Exception {
        Process server = start("--help");
        try (BufferedReader out = server.inputReader()) {
            String help = String.join("\n", out.lines().toList());
            for (Setting<?> setting : ControlDeclarations.ALL.all()) {
                String shown = setting.type().isSecret() ? setting.name() : setting.flag();
                assertTrue(help.contains(shown), shown);
            }
            assertEquals(0, server.waitFor());
        }
    }

    private Process start(String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(flags));
        ProcessBuilder builder = new ProcessBuilder(DefaultSignals.command(command));
        builder.environment().put("MCP_AUTH_SECRET", ACCESS_KEY);
        builder.environment().put("AGENT_AUTH_SECRET", ENROLMENT_SECRET);
        builder.environment()
                .put("CONTROL_STATE_DIR", directory.resolve("state").toString());
        builder.redirectError(directory.resolve("stderr").toFile());
        return builder.start();
    }
}
