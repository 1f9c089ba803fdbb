package dev.aegis.controlclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.control.Health;
import dev.aegis.protocol.control.LeaseRenewal;
import dev.aegis.protocol.control.LeaseState;
import dev.aegis.protocol.control.WhoAmI;
import dev.aegis.testkit.http.SocketServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerConnectionTest {
    private static final Duration SOON = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int LIMIT = 10_000;

    private final ClockSkew skew = new ClockSkew(Clock.systemUTC());

    @Test
    void givesUpOnAServerThatNeverAnswers() throws Exception {
        try (SocketServer server = SocketServer.stallingAfter("");
                ServerConnection connection = connection(server)) {
            assertEquals(new FailureCause.TimedOut(), cause(whoAmI(connection, SOON)));
            server.awaitHangUp();
        }
    }

    @Test
    void givesUpOnAnAnswerThatStallsAfterItsHead() throws Exception {
        try (SocketServer server = SocketServer.stallingAfter(head(200, 999) + "{");
                ServerConnection connection = connection(server)) {
            assertEquals(new FailureCause.Stalled(), cause(whoAmI(connection, SOON)));
            server.awaitHangUp();
        }
    }

    @Test
    void givesUpOnAnAnswerThatArrivesByteByByte() throws Exception {
        try (SocketServer server = SocketServer.drippingAfter(head(200, 999));
                ServerConnection connection = connection(server)) {
            assertEquals(new FailureCause.Stalled(), cause(whoAmI(connection, SOON)));
            server.awaitHangUp();
        }
    }

    @Test
    void givesUpOnAHeadThatArrivesByteByByte() throws Exception {
        try (SocketServer server = SocketServer.drippingAfter("HTTP/1.1 200 OK\r\nX:");
                ServerConnection connection = connection(server)) {
            assertEquals(new FailureCause.TimedOut(), cause(whoAmI(connection, SOON)));
            server.awaitHangUp();
        }
    }

    @Test
    void givesUpOnAProblemThatStalls() throws Exception {
        try (SocketServer server = SocketServer.stallingAfter(head(503, 999));
                ServerConnection connection = connection(server)) {
            assertEquals(new FailureCause.Stalled(), cause(whoAmI(connection, SOON)));
            server.awaitHangUp();
        }
    }

    @Test
    void cancelsTheRequestOfAnInterruptedThread() throws Exception {
        Exchanger<Boolean> interrupted = new Exchanger<>();
        CountDownLatch asked = new CountDownLatch(1);
        try (SocketServer server = new SocketServer(request -> {
                    request.send(head(200, 999));
                    asked.countDown();
                    request.awaitHangUp();
                });
                ServerConnection connection = connection(server)) {
            Thread caller = Thread.ofPlatform().start(() -> {
                boolean thrown = false;
                try {
                    whoAmI(connection, LONG);
                } catch (InterruptedException expected) {
                    thrown = true;
                }
                exchange(interrupted, thrown);
            });
            asked.await();
            caller.interrupt();

            assertTrue(interrupted.exchange(false));
            server.awaitHangUp();
        }
    }

    @Test
    void refusesAnAnswerBeyondTheLimitWithoutReadingItToItsEnd() throws Exception {
        try (SocketServer server = new SocketServer(request -> {
                    request.send(head(200, 1_000_000_000) + "x".repeat(LIMIT + 1));
                    request.awaitHangUp();
                });
                ServerConnection connection = connection(server)) {
            assertEquals(new FailureCause.TooLarge(LIMIT), cause(whoAmI(connection, LONG)));
            server.awaitHangUp();
        }
    }

    @Test
    void readsAnAnswerOfExactlyTheLimit() throws Exception {
        String json = "{\"lease_expires_at\":1,\"server_time\":1}";
        String body = json + " ".repeat(LIMIT - json.length());
        try (SocketServer server = SocketServer.answering(head(200, LIMIT) + body);
                ServerConnection connection = connection(server)) {
            assertEquals(
                    new Answer.Ok<>(new LeaseState(1, 1)),
                    connection.post("/lease", "key", new LeaseRenewal(1), LeaseState.class, LONG));
        }
    }

    @Test
    void findsNothingInAnAnswerWithoutContent() throws Exception {
        try (SocketServer server = SocketServer.answering("HTTP/1.1 204 No Content\r\n\r\n");
                ServerConnection connection = connection(server)) {
            assertEquals(new Answer.Ok<>(Optional.empty()), connection.find("/agents/jobs", "key", WhoAmI.class, LONG));
            assertEquals(new Answer.Ok<>(Accepted.ACCEPTED), connection.send("/drain", "key", "", LONG));
        }
    }

    @Test
    void namesAnAnswerThatBreaksOff() throws Exception {
        try (SocketServer server = SocketServer.answering(head(200, 999) + "{");
                ServerConnection connection = connection(server)) {
            assertInstanceOf(FailureCause.Broken.class, cause(whoAmI(connection, LONG)));
        }
    }

    @Test
    void namesAPortThatNothingListensOn() throws Exception {
        URI closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        try (ServerConnection connection = connection(closed)) {
            assertEquals(new FailureCause.Refused(), cause(whoAmI(connection, LONG)));
        }
    }

    @Test
    void namesAHostWithoutAnAddress() throws Exception {
        try (ServerConnection connection = connection(URI.create("https://no-such-host.invalid"))) {
            assertEquals(new FailureCause.UnknownHost(), cause(whoAmI(connection, LONG)));
        }
    }

    // The HTTP client of JDK 25 loses the error of about one handshake in 1,500, and the request ends at its deadline.
    @Test
    void namesAServerWithoutTls() throws Exception {
        FailureCause cause = new FailureCause.TimedOut();
        for (int attempt = 0; attempt < 3 && cause instanceof FailureCause.TimedOut; attempt++) {
            cause = causeOfAServerWithoutTls();
        }
        assertEquals(new FailureCause.NoTls(), cause);
    }

    @Test
    void givesUpOnATlsHandshakeThatIsNotAnswered() throws Exception {
        try (SocketServer silent = SocketServer.answering("");
                ServerConnection connection = connection(
                        URI.create("https://127.0.0.1:" + silent.address().getPort()))) {
            assertEquals(new FailureCause.TimedOut(), cause(whoAmI(connection, SOON)));
        }
    }

    @Test
    void namesAnAddressThatIsNotHttp() throws Exception {
        try (ServerConnection connection = connection(URI.create("ftp://build.example"))) {
            assertInstanceOf(FailureCause.BadUrl.class, cause(whoAmI(connection, LONG)));
        }
    }

    @Test
    void namesAKeyThatCannotBeSent() throws Exception {
        try (SocketServer server = SocketServer.answering("");
                ServerConnection connection = connection(server)) {
            assertEquals(new FailureCause.BadKey(), cause(connection.get("/whoami", "key\nX: y", WhoAmI.class, LONG)));
            assertEquals(0, server.requests().size());
        }
    }

    @Test
    void namesAnotherProgramThatAnswers() throws Exception {
        try (SocketServer server = SocketServer.answering(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>");
                ServerConnection connection = connection(server)) {
            assertInstanceOf(FailureCause.NotOurProtocol.class, cause(whoAmI(connection, LONG)));
        }
        try (SocketServer proxy = SocketServer.answering(
                        "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n");
                ServerConnection connection = connection(proxy)) {
            assertEquals(
                    new FailureCause.UnexpectedStatus(502, "text/html", null, null), cause(whoAmI(connection, LONG)));
        }
    }

    @Test
    void readsAProblemAndMeasuresTheClocks() throws Exception {
        long now = Clock.systemUTC().instant().getEpochSecond();
        String problem = "{\"code\":\"busy\",\"detail\":\"too many requests\",\"hint\":\"slow down\",\"status\":429,"
                + "\"server_time\":" + (now + 100) + "}";
        try (SocketServer server = SocketServer.answering(
                        "HTTP/1.1 429 Too Many\r\nRetry-After: 7\r\nContent-Type: application/problem+json\r\n"
                                + "Content-Length: " + problem.length() + "\r\n\r\n" + problem);
                ServerConnection connection = connection(server)) {
            assertEquals(
                    new FailureCause.Problem(429, "busy", "too many requests", "slow down", Duration.ofSeconds(7)),
                    cause(whoAmI(connection, LONG)));
        }
        assertTrue(skew.refusesGrants());
    }

    @Test
    void readsTheHealthOfAServerThatIsNotWell() throws Exception {
        String health =
                "{\"status\":\"draining\",\"version\":\"1\",\"state\":\"ok\",\"machines_online\":0,\"server_time\":5}";
        try (SocketServer server = SocketServer.answering(head(503, health.length()) + health);
                ServerConnection connection = connection(server)) {
            assertEquals(new Answer.Ok<>(new Health("draining", "1", "ok", 0, List.of(), 5)), connection.health(LONG));
            assertFalse(server.requests().getFirst().contains("Authorization"));
        }
    }

    private FailureCause causeOfAServerWithoutTls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> answerWithoutTls(plain));
            try (ServerConnection connection = connection(URI.create("https://127.0.0.1:" + plain.getLocalPort()))) {
                return cause(whoAmI(connection, Duration.ofSeconds(5)));
            }
        }
    }

    private static void answerWithoutTls(ServerSocket plain) {
        try (Socket client = plain.accept()) {
            client.getInputStream().read();
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readAllBytes();
        } catch (IOException over) {
            // The client has read enough.
        }
    }

    private static void exchange(Exchanger<Boolean> with, boolean value) {
        try {
            with.exchange(value);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer<WhoAmI> whoAmI(ServerConnection connection, Duration within) throws InterruptedException {
        return connection.get("/whoami", "key", WhoAmI.class, within);
    }

    private static FailureCause cause(Answer<?> answer) {
        return assertInstanceOf(Answer.Failed.class, answer).failure().cause();
    }

    private static String head(int status, int length) {
        return "HTTP/1.1 " + status + " Status\r\nContent-Type: application/json\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    private ServerConnection connection(SocketServer server) {
        return connection(server.address());
    }

    private ServerConnection connection(URI server) {
        return new ServerConnection(
                server, new ConnectionSettings(Duration.ofSeconds(5), HttpClient.Version.HTTP_1_1, LIMIT, null), skew);
    }
}
