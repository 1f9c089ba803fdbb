package dev.aegis.control;

import static dev.aegis.control.TestServer.ACCESS_KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LostMachineTest {
    private static final Duration FIRST_LEASE = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void jobIsAssignedAgainWithItsOffer() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine lost = TestMachine.registered(server);
            String jobId = server.grant().jobId();
            server.post("/signaling/" + jobId + "/offer", ACCESS_KEY, new SessionDescription("v=0", 1, null));
            lost.take();
            server.clock.advance(FIRST_LEASE);
            server.state.sweep();

            TestMachine next = TestMachine.registered(server);
            assertEquals(jobId, next.take().jobId());
            assertEquals(409, lost.answer(jobId, "v=0 too late").statusCode());
            try (EventReader client = server.follow(jobId, ACCESS_KEY);
                    EventReader machines = next.follow(jobId)) {
                assertEquals(
                        lost.id(),
                        client.nextMessage(SignalingEvent.Assigned.class).agentId());
                assertEquals(
                        next.id(),
                        client.nextMessage(SignalingEvent.Assigned.class).agentId());
                machines.nextMessage(SignalingEvent.Offered.class);
            }
        }
    }

    @Test
    void renewalWithinTheLeaseKeepsTheJob() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            String jobId = server.grant().jobId();
            JobAssignment job = machine.take();
            machine.follow(jobId).close();
            server.clock.advance(LEASE.minusSeconds(1));
            server.state.sweep();
            assertEquals(200, machine.renew(jobId, job.leaseToken()).statusCode());
        }
    }

    @Test
    void openSessionOfALostMachineEnds() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            String jobId = server.grant().jobId();
            JobAssignment job = machine.take();
            machine.answer(jobId, "v=0");
            server.clock.advance(LEASE);
            server.state.sweep();
            assertEquals(409, machine.finish(job).statusCode());
            try (EventReader client = server.follow(jobId, ACCESS_KEY, "2")) {
                SignalingEvent.Ended ended = client.nextMessage(SignalingEvent.Ended.class);
                assertEquals("lost", ended.outcome());
                assertTrue(String.valueOf(ended.reason()).contains(machine.id()));
                assertTrue(client.next().isEmpty());
            }
        }
    }

    @Test
    void jobIsOfferedThreeTimesAtMost() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            String jobId = server.grant().jobId();
            for (int offer = 1; offer <= 3; offer++) {
                TestMachine.registered(server).take();
                server.clock.advance(FIRST_LEASE);
                server.state.sweep();
            }
            assertEquals(204, TestMachine.registered(server).poll(0).statusCode());
            try (EventReader client = server.follow(jobId, ACCESS_KEY, "3")) {
                assertEquals(
                        "lost", client.nextMessage(SignalingEvent.Ended.class).outcome());
            }
        }
    }

    @Test
    void jobWithoutFollowerExpires() throws IOException {
        try (TestServer server = TestServer.start(directory, "--queue-wait-secs=60")) {
            String jobId = server.grant().jobId();
            server.clock.advance(Duration.ofSeconds(61));
            server.state.sweep();
            try (EventReader client = server.follow(jobId, ACCESS_KEY)) {
                assertEquals(
                        "expired",
                        client.nextMessage(SignalingEvent.Ended.class).outcome());
            }
            assertEquals(204, TestMachine.registered(server).poll(0).statusCode());
        }
    }

    @Test
    void endedJobIsRemovedAfterRetention() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            String jobId = server.grant().jobId();
            machine.finish(machine.take());
            server.clock.advance(Duration.ofMinutes(11));
            server.state.sweep();
            assertEquals(
                    404,
                    server.get("/signaling/" + jobId + "/events", ACCESS_KEY).statusCode());
        }
    }
}
