package dev.aegis.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.protocol.control.GrantAnswer;
import dev.aegis.protocol.control.JobAssignment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build machine whose clock differs so much that it would refuse every grant.
final class WrongClockTest {
    private static final String REASON = "the clock of machine bench is 45 s behind the build server's, so that it can"
            + " accept no job; its operator must set it by NTP";

    @TempDir
    Path directory;

    @Test
    void machineGetsNoJobAndTheReasonIsTold() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = behind(server, 45);
            machine.register();

            GrantAnswer granted = server.grant();

            assertEquals(204, machine.poll(0).statusCode());
            assertEquals(REASON, granted.queue().reason());
            assertEquals(
                    REASON,
                    server.grant(Map.of("agent_id", machine.id())).queue().reason());
        }
    }

    @Test
    void anotherMachineGetsTheJob() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine wrong = behind(server, 45);
            wrong.register();
            TestMachine right = TestMachine.registered(server);
            String jobId = server.grant().jobId();

            assertEquals(204, wrong.poll(0).statusCode());
            assertEquals(jobId, right.take().jobId());
        }
    }

    @Test
    void machineGetsTheJobAsSoonAsItsClockIsRight() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = behind(server, 45);
            machine.register();
            String jobId = server.grant().jobId();

            JobAssignment job = machine.withClock(server.clock).take();

            assertEquals(jobId, job.jobId());
        }
    }

    private static TestMachine behind(TestServer server, int seconds) {
        return TestMachine.unregistered(server).withClock(Clock.offset(server.clock, Duration.ofSeconds(-seconds)));
    }
}
