package dev.aegis.espctl.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.Environment;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.settings.ServerAddress;
import dev.aegis.espctl.testing.ScriptedServer;
import dev.aegis.protocol.Secret;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.control.SignalingEvent;
import dev.aegis.testkit.http.SocketServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ControlClientTest {
    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void reportsARefusedKeyWithTheSentenceOfTheServer() {
        server.answer("/whoami", 401, "application/problem+json", """
                {"code":"key_wrong","detail":"this access key is not known","status":401,"server_time":1}
                """);

        Failure failure = failure(server.address(), ControlClient::whoAmI);

        assertEquals("key_wrong", failure.code());
        assertEquals(ExitCode.REFUSED, failure.exit());
        assertEquals("this access key is not known", failure.sentence());
        assertTrue(String.valueOf(failure.hint()).contains("espctl login"), failure.hint());
    }

    @Test
    void namesTheWaitAfterTooManyRequests() {
        server.answerWithRetry("/whoami", """
                {"code":"rate_limited","detail":"too many requests","hint":"slow down","status":429,"server_time":1}
                """);

        Failure failure = failure(server.address(), ControlClient::whoAmI);

        assertEquals(ExitCode.REFUSED, failure.exit());
        assertEquals("try again in 7 s; slow down", failure.hint());
    }

    @Test
    void namesAnotherProgramThatAnswers() {
        server.answer("/health", 200, "text/html", "<html>router login</html>");

        Failure failure = failure(server.address(), ControlClient::health);

        assertEquals("not_a_build_server", failure.code());
        assertEquals(ExitCode.UNREACHABLE, failure.exit());
    }

    @Test
    void namesAPortThatNothingListensOn() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertEquals(
                "connection_refused",
                failure("http://127.0.0.1:" + port, ControlClient::health).code());
    }

    @Test
    void namesAHostWithoutAnAddress() {
        assertEquals(
                "dns_failed",
                failure("https://no-such-host.invalid", ControlClient::health).code());
    }

    @Test
    void namesAServerWithoutTls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> answerWithoutTls(plain));

            assertEquals(
                    "tls_failed",
                    failure("https://127.0.0.1:" + plain.getLocalPort(), ControlClient::health)
                            .code());
        }
    }

    /// Answers as a server without TLS does: it takes the handshake for a malformed request.
    private static void answerWithoutTls(ServerSocket plain) {
        try (Socket client = plain.accept()) {
            client.getInputStream().read();
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readAllBytes();
        } catch (IOException over) {
            // The client has read enough.
        }
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void givesUpOnAnAnswerThatStallsAfterItsHead() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{";
        try (SocketServer stalling = SocketServer.stallingAfter(head);
                ControlClient client = new ControlClient(
                        server(stalling.address().toString()), Clock.systemUTC(), Duration.ofMillis(500))) {
            assertEquals(
                    "timed_out", assertThrows(Failure.class, client::whoAmI).code());
            stalling.awaitHangUp();
        }
    }

    @Test
    void measuresTheClockSkew() {
        long now = Clock.systemUTC().instant().getEpochSecond();
        server.answer("/health", 200, "application/json", """
                {"status":"ok","version":"1","state":"ok","machines_online":1,"server_time":%d}
                """.formatted(now + 100));

        try (ControlClient client = client(server.address())) {
            client.health();

            assertTrue(client.skew().refusesGrants());
            assertTrue(client.skew().sentence().matches("this computer's clock is (99|100) s behind .*"));
        }
    }

    @Test
    void resumesTheEventsAfterTheStreamEnded() throws Exception {
        server.events(
                "/signaling/j-1/events",
                ": hello\n\n" + event(1, 3) + event(2, 2),
                event(2, 2) + event(3, 1) + "id: 4\ndata: {\"type\":\"ended\",\"outcome\":\"expired\"}\n\n");

        try (ControlClient client = client(server.address());
                JobEvents events = client.events("j-1")) {
            for (int position : new int[] {3, 2, 1}) {
                assertEquals(
                        new SignalingEvent.Queue(new QueueStatus(position, null, null)),
                        events.next(Duration.ofSeconds(20)));
            }
            assertEquals(new SignalingEvent.Ended("expired", null, null), events.next(Duration.ofSeconds(20)));
        }
        assertEquals(List.of("", "2"), server.lastEventIds());
    }

    @Test
    void reportsAnUnknownJob() {
        server.answer("/signaling/j-1/events", 404, "application/problem+json", """
                {"code":"no_such_job","detail":"there is no such job","status":404,"server_time":1}
                """);

        try (ControlClient client = client(server.address());
                JobEvents events = client.events("j-1")) {
            Failure failure = assertThrows(Failure.class, () -> events.next(Duration.ofSeconds(20)));
            assertEquals("no_such_job", failure.code());
        }
    }

    @Test
    void keepsTheKeyOutOfItsMessages() {
        server.answer("/whoami", 500, "text/plain", "oops");

        Failure failure = failure(server.address(), ControlClient::whoAmI);

        assertFalse((failure.sentence() + failure.hint()).contains("top-secret-key"));
    }

    private static String event(int id, int position) {
        return "id: " + id + "\nevent: queue\ndata: {\"type\":\"queue\",\"queue\":{\"position\":" + position + "}}\n\n";
    }

    private interface Call {
        Object on(ControlClient client);
    }

    private static Failure failure(String address, Call call) {
        try (ControlClient client = client(address)) {
            return assertThrows(Failure.class, () -> call.on(client));
        }
    }

    private static ControlClient client(String address) {
        return new ControlClient(server(address), Clock.systemUTC());
    }

    private static Server server(String address) {
        return new Server(
                ServerAddress.parse(address, new Environment(Map.of())),
                "--remote",
                new Secret("top-secret-key"),
                "--token");
    }
}
