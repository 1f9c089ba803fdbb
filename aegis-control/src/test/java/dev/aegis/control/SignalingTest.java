package dev.aegis.control;

import static dev.aegis.control.TestServer.ACCESS_KEY;
import static dev.aegis.control.TestServer.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.Limits;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignalingTest {
    private static final SessionDescription OFFER = new SessionDescription("v=0 offer", 1, null);
    private static final Candidate CANDIDATE = new Candidate("candidate:1 1 udp 1 127.0.0.1 9 typ host", "0", 0, 1);

    @TempDir
    Path directory;

    private TestServer server;
    private TestMachine machine;
    private String jobId;
    private String path;

    @BeforeEach
    void startServerWithOneMachineAndOneJob() throws IOException {
        server = TestServer.start(directory, "--max-streams-per-caller=3");
        machine = TestMachine.registered(server);
        jobId = server.grant().jobId();
        path = "/signaling/" + jobId;
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void exchangesOfferAnswerAndCandidates() {
        try (EventReader client = server.follow(jobId, ACCESS_KEY)) {
            assertEquals(204, offer().statusCode());
            assertEquals(204, candidate(ACCESS_KEY).statusCode());
            machine.take();
            assertEquals(
                    machine.id(),
                    client.nextMessage(SignalingEvent.Assigned.class).agentId());
            try (EventReader machines = machine.follow(jobId)) {
                assertEquals(
                        new SignalingEvent.Offered(OFFER),
                        machines.nextMessage().event());
                assertEquals(
                        new SignalingEvent.Trickled(CANDIDATE),
                        machines.nextMessage().event());
                assertEquals(204, machine.answer(jobId, "v=0 answer").statusCode());
                assertEquals(204, candidate(machine.token()).statusCode());
                assertEquals(
                        "v=0 answer",
                        client.nextMessage(SignalingEvent.Answered.class)
                                .answer()
                                .sdp());
                assertEquals(
                        new SignalingEvent.Trickled(CANDIDATE),
                        client.nextMessage().event());
                server.post(path + "/candidate", ACCESS_KEY, Candidate.end(1));
                assertTrue(machines.nextMessage(SignalingEvent.Trickled.class)
                        .candidate()
                        .isEnd());
            }
        }
    }

    @Test
    void idsCountPerReaderAndReplayContinuesAfterReconnect() {
        JobAssignment job = machine.take();
        machine.answer(jobId, "v=0 answer");
        for (int i = 0; i < 3; i++) {
            candidate(machine.token());
        }
        try (EventReader client = server.follow(jobId, ACCESS_KEY)) {
            for (int id = 1; id <= 5; id++) {
                assertEquals(Integer.toString(id), client.nextMessage().id());
            }
        }
        try (EventReader client = server.follow(jobId, ACCESS_KEY, "3")) {
            assertEquals("4", client.nextMessage().id());
            assertEquals("5", client.nextMessage().id());
            machine.finish(job);
            assertEquals("6", client.nextMessage().id());
            assertEquals(Optional.empty(), client.next());
        }
        try (EventReader late = server.follow(jobId, ACCESS_KEY, "6")) {
            assertEquals(Optional.empty(), late.next());
        }
        try (EventReader late = server.follow(jobId, ACCESS_KEY, "5")) {
            assertEquals(
                    "completed", late.nextMessage(SignalingEvent.Ended.class).outcome());
            assertEquals(Optional.empty(), late.next());
        }
    }

    @Test
    void eventNameRepeatsTheType() {
        machine.take();
        try (EventReader client = server.follow(jobId, ACCESS_KEY)) {
            assertEquals("assigned", client.nextMessage().name());
        }
    }

    @Test
    void streamStartsWithAHeartbeat() {
        machine.take();
        try (EventReader client = server.follow(jobId, ACCESS_KEY, "1")) {
            machine.answer(jobId, "v=0");
            client.nextMessage();
            assertTrue(client.sawHeartbeat());
        }
    }

    @Test
    void quietStreamSendsHeartbeats() throws IOException {
        machine.take();
        try (EventReader client = server.follow(jobId, ACCESS_KEY, "1")) {
            assertTrue(client.hasHeartbeat());
        }
    }

    @Test
    void queueStatusHasNoEventId() {
        machine.take();
        String second = server.grant().jobId();
        try (EventReader client = server.follow(second, ACCESS_KEY)) {
            EventReader.Received received = client.next().orElseThrow();
            assertEquals("queue", received.name());
            assertEquals(null, received.id());
            SignalingEvent.Queue queue = (SignalingEvent.Queue) received.event();
            assertEquals(1, queue.queue().position());
            assertEquals(
                    "the one machine that can take it is busy", queue.queue().reason());
        }
    }

    @Test
    void repeatedOfferIsDeliveredOnce() {
        machine.take();
        assertEquals(204, offer().statusCode());
        assertEquals(204, offer().statusCode());
        candidate(ACCESS_KEY);
        try (EventReader machines = machine.follow(jobId)) {
            machines.nextMessage(SignalingEvent.Offered.class);
            machines.nextMessage(SignalingEvent.Trickled.class);
        }
    }

    @Test
    void eachSideHasItsOwnRoutes() {
        machine.take();
        HttpResponse<String> answerByClient = server.post(path + "/answer", ACCESS_KEY, OFFER);
        assertEquals(403, answerByClient.statusCode());
        assertEquals("not_allowed", problem(answerByClient).code());
        assertEquals(403, server.post(path + "/offer", machine.token(), OFFER).statusCode());
    }

    @Test
    void refusesMachineWithoutTheLease() {
        TestMachine other = TestMachine.registered(server);
        machine.take();
        for (HttpResponse<String> response : List.of(
                other.answer(jobId, "v=0 intruder"),
                candidate(other.token()),
                server.get(path + "/events", other.token()))) {
            assertEquals(409, response.statusCode());
            assertEquals("lease_lost", problem(response).code());
        }
    }

    @Test
    void refusesUnknownJobAndMissingKey() {
        HttpResponse<String> unknown = server.post("/signaling/j-unknown/offer", ACCESS_KEY, OFFER);
        assertEquals(404, unknown.statusCode());
        assertEquals("no_such_job", problem(unknown).code());
        assertEquals(404, server.get("/signaling/j-unknown/events", ACCESS_KEY).statusCode());
        assertEquals(401, server.post(path + "/offer", "", OFFER).statusCode());
        assertEquals(401, server.get(path + "/events", "wrong-key").statusCode());
    }

    @Test
    void refusesMessagesAfterTheEnd() {
        machine.finish(machine.take());
        HttpResponse<String> late = offer();
        assertEquals(409, late.statusCode());
        assertEquals("job_ended", problem(late).code());
    }

    @Test
    void refusesMoreCandidatesThanAMailboxHolds() {
        HttpResponse<String> last = candidate(ACCESS_KEY);
        for (int i = 0; i < 300 && last.statusCode() == 204; i++) {
            last = candidate(ACCESS_KEY);
        }
        assertEquals(429, last.statusCode());
        assertEquals("mailbox_full", problem(last).code());
        assertTrue(last.headers().firstValue("Retry-After").isPresent());
    }

    @Test
    void refusesDescriptionThatIsTooLong() {
        String sdp = "x".repeat(Limits.SDP_BYTES + 1);
        HttpResponse<String> response =
                server.post(path + "/offer", ACCESS_KEY, "{\"attempt\":1,\"sdp\":\"" + sdp + "\"}");
        assertEquals(422, response.statusCode());
        assertTrue(problem(response).detail().contains("'sdp'"));
    }

    @Test
    void refusesEventIdThatIsNoNumber() {
        HttpResponse<String> response = server.send(server.request(path + "/events", ACCESS_KEY)
                .header("Last-Event-ID", "x")
                .GET());
        assertEquals(422, response.statusCode());
    }

    @Test
    void refusesMoreStreamsThanOneKeyMayHave() {
        try (EventReader one = server.follow(jobId, ACCESS_KEY);
                EventReader two = server.follow(jobId, ACCESS_KEY);
                EventReader three = server.follow(jobId, ACCESS_KEY)) {
            HttpResponse<String> fourth = server.get(path + "/events", ACCESS_KEY);
            assertEquals(429, fourth.statusCode());
            assertEquals("too_many_streams", problem(fourth).code());
            machine.finish(machine.take());
            for (EventReader each : new EventReader[] {one, two, three}) {
                each.nextMessage(SignalingEvent.Assigned.class);
                each.nextMessage(SignalingEvent.Ended.class);
                assertEquals(Optional.empty(), each.next());
            }
        }
        assertEquals(200, server.get(path + "/events", ACCESS_KEY).statusCode());
    }

    private HttpResponse<String> offer() {
        return server.post(path + "/offer", ACCESS_KEY, OFFER);
    }

    private HttpResponse<String> candidate(String bearer) {
        return server.post(path + "/candidate", bearer, CANDIDATE);
    }
}
