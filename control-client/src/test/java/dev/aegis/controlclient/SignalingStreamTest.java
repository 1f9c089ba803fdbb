package dev.aegis.controlclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.SignalingEvent;
import dev.aegis.testkit.http.SocketServer;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SignalingStreamTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final StreamLimits IMPATIENT =
            new StreamLimits(Duration.ofMillis(400), Duration.ofMillis(400), 10_000);

    private final List<FailureCause> failures = new CopyOnWriteArrayList<>();
    private final List<String> unreadable = new CopyOnWriteArrayList<>();
    private @Nullable ServerConnection connection;

    @AfterEach
    void stop() {
        if (connection != null) {
            connection.close();
        }
    }

    @Test
    void resumesAfterTheLastEventWhenTheStreamEnds() throws Exception {
        try (SocketServer server = scripted(event(1) + event(2), event(2) + event(3) + ended(4));
                SignalingStream events = open(server, StreamLimits.STANDARD, 9)) {
            assertEquals(trickled(1), next(events));
            assertEquals(trickled(2), next(events));
            assertEquals(trickled(3), next(events));
            assertInstanceOf(SignalingEvent.Ended.class, next(events));
            assertFalse(server.requests().getFirst().contains("Last-Event-ID"));
            assertTrue(
                    server.requests().get(1).contains("Last-Event-ID: 2\r\n"),
                    server.requests().get(1));
        }
        assertEquals(List.of(new FailureCause.Broken("the event stream ended")), failures);
    }

    @Test
    void readsAllEventsOfARestartedServerThatCountsFromOneAgain() throws Exception {
        try (SocketServer server = scripted(event(1) + event(2) + event(3), event(1) + event(2));
                SignalingStream events = open(server, StreamLimits.STANDARD, 9)) {
            for (int id : new int[] {1, 2, 3, 1, 2}) {
                assertEquals(trickled(id), next(events));
            }
        }
    }

    @Test
    void keepsTheLastIdOverAnEventThatIsNotKept() throws Exception {
        String queue = "data: {\"type\":\"queue\",\"queue\":{\"position\":3}}\n\n";
        try (SocketServer server = scripted(event(7) + queue, event(8));
                SignalingStream events = open(server, StreamLimits.STANDARD, 9)) {
            assertEquals(trickled(7), next(events));
            assertInstanceOf(SignalingEvent.Queue.class, next(events));
            assertEquals(trickled(8), next(events));
            assertTrue(
                    server.requests().get(1).contains("Last-Event-ID: 7\r\n"),
                    server.requests().get(1));
        }
    }

    @Test
    void replacesAConnectionWithoutHeartbeats() throws Exception {
        try (SocketServer server = new SocketServer(request -> {
                    request.send(HEAD + (request.request().contains("Last-Event-ID") ? event(2) : event(1)));
                    request.awaitHangUp();
                });
                SignalingStream events = open(server, IMPATIENT, 9)) {
            assertEquals(trickled(1), next(events));
            assertEquals(trickled(2), next(events));
            server.awaitHangUp();
        }
        assertEquals(List.of(new FailureCause.Stalled()), failures);
    }

    @Test
    void keepsAConnectionWithHeartbeats() throws Exception {
        try (SocketServer server = new SocketServer(request -> {
                    request.send(HEAD);
                    request.drip(":\n\n", 20);
                    request.send(event(1));
                    request.awaitHangUp();
                });
                SignalingStream events = open(server, IMPATIENT, 9)) {
            assertEquals(trickled(1), next(events));
            assertEquals(1, server.requests().size());
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void triesAgainWhenNoAnswerBegins() throws Exception {
        try (SocketServer server = SocketServer.stallingAfter("");
                SignalingStream events = open(server, IMPATIENT, 2)) {
            RequestFailure failure = failure(events);
            assertEquals(new FailureCause.TimedOut(), failure.cause());
            server.awaitHangUp();
            server.awaitHangUp();
        }
        assertEquals(2, failures.size());
    }

    @Test
    void saysAgainAndAgainWhyItGaveUp() throws Exception {
        String problem =
                "{\"code\":\"no_such_job\",\"detail\":\"there is no such job\",\"status\":404,\"server_time\":1}";
        try (SocketServer server = SocketServer.answering(
                        "HTTP/1.1 404 Not Found\r\nContent-Type: application/problem+json\r\nContent-Length: "
                                + problem.length() + "\r\n\r\n" + problem);
                SignalingStream events = open(server, StreamLimits.STANDARD, 1)) {
            assertEquals("no_such_job", failure(events).code());
            assertEquals("no_such_job", failure(events).code());
        }
    }

    @Test
    void namesAPageThatIsNoEventStream() throws Exception {
        try (SocketServer server = SocketServer.answering(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>");
                SignalingStream events = open(server, StreamLimits.STANDARD, 1)) {
            assertEquals("not_a_build_server", failure(events).code());
        }
    }

    @Test
    void refusesAnEventWithoutEnd() throws Exception {
        try (SocketServer server = new SocketServer(request -> {
                    request.send(HEAD + "data: " + "x".repeat(20_000));
                    request.awaitHangUp();
                });
                SignalingStream events = open(server, IMPATIENT, 1)) {
            assertEquals(new FailureCause.TooLarge(10_000), failure(events).cause());
            server.awaitHangUp();
        }
    }

    @Test
    void leavesOutAnEventThatItCannotRead() throws Exception {
        try (SocketServer server = scripted("id: 1\ndata: {\"type\":\"of the future\"}\n\n" + event(2));
                SignalingStream events = open(server, StreamLimits.STANDARD, 9)) {
            assertEquals(trickled(2), next(events));
        }
        assertEquals(1, unreadable.size());
    }

    @Test
    void losesNothingWhenEventsArriveFasterThanTheyAreRead() throws Exception {
        int all = 20_000;
        try (SocketServer server = new SocketServer(request -> {
                    request.send(HEAD);
                    for (int i = 1; i <= all; i++) {
                        request.send(event(i));
                    }
                    request.awaitHangUp();
                });
                SignalingStream events = open(server, StreamLimits.STANDARD, 9)) {
            for (int i = 1; i <= all; i++) {
                assertEquals(trickled(i), next(events));
            }
        }
    }

    @Test
    void wakesItsReaderAndFreesTheConnectionWhenItIsClosed() throws Exception {
        CountDownLatch opened = new CountDownLatch(1);
        try (SocketServer server = new SocketServer(request -> {
            request.send(HEAD + ":\n\n");
            opened.countDown();
            request.awaitHangUp();
        })) {
            SignalingStream events = open(server, StreamLimits.STANDARD, 9);
            BlockingQueue<String> results = new LinkedBlockingQueue<>();
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    results.add(String.valueOf(events.next(Duration.ofDays(1))));
                } catch (InterruptedException stop) {
                    results.add("interrupted");
                }
            });
            opened.await();
            events.close();

            assertEquals("null", results.take());
            server.awaitHangUp();
            reader.join();
        }
    }

    @Test
    void returnsAtTheEndOfTheWait() throws Exception {
        try (SocketServer server = SocketServer.stallingAfter(HEAD);
                SignalingStream events = open(server, StreamLimits.STANDARD, 9)) {
            assertNull(events.next(Duration.ofMillis(50)));
            assertNull(events.next(Duration.ZERO));
        }
    }

    private SignalingStream open(SocketServer server, StreamLimits limits, int tries) {
        ServerConnection opened = new ServerConnection(
                server.address(),
                new ConnectionSettings(Duration.ofSeconds(5), HttpClient.Version.HTTP_1_1, 10_000, null),
                new ClockSkew(Clock.systemUTC()));
        connection = opened;
        return opened.signaling("j-1", () -> "key", new TestPolicy(tries), limits);
    }

    /// Each connection gets the next of these texts and then its end.
    private static SocketServer scripted(String... texts) {
        BlockingQueue<String> left = new LinkedBlockingQueue<>(List.of(texts));
        return new SocketServer(request -> {
            String text = left.poll();
            request.send(HEAD + (text == null ? "" : text));
        });
    }

    private static SignalingEvent next(SignalingStream events) throws InterruptedException {
        return assertInstanceOf(
                SignalingEvent.class,
                assertInstanceOf(Answer.Ok.class, events.next(LONG)).value());
    }

    private static RequestFailure failure(SignalingStream events) throws InterruptedException {
        return assertInstanceOf(Answer.Failed.class, events.next(LONG)).failure();
    }

    private static SignalingEvent trickled(int id) {
        return new SignalingEvent.Trickled(new Candidate("candidate:" + id, "0", 0, 1));
    }

    private static String event(int id) {
        return "id: " + id
                + "\nevent: candidate\ndata: {\"type\":\"candidate\",\"candidate\":{\"candidate\":\"candidate:" + id
                + "\",\"sdp_mid\":\"0\",\"sdp_mline_index\":0,\"attempt\":1}}\n\n";
    }

    private static String ended(int id) {
        return "id: " + id + "\ndata: {\"type\":\"ended\",\"outcome\":\"expired\"}\n\n";
    }

    private final class TestPolicy implements StreamPolicy {
        private final int tries;

        TestPolicy(int tries) {
            this.tries = tries;
        }

        @Override
        public @Nullable Duration pauseAfter(RequestFailure failure, int inARow) {
            failures.add(failure.cause());
            return inARow < tries ? Duration.ofMillis(1) : null;
        }

        @Override
        public void unreadable(RequestFailure failure) {
            unreadable.add(failure.sentence());
        }
    }
}
