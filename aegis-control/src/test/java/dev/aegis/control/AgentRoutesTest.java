package dev.aegis.control;

import static dev.aegis.control.TestServer.ACCESS_KEY;
import static dev.aegis.control.TestServer.ENROLMENT_SECRET;
import static dev.aegis.control.TestServer.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.AgentRegistration;
import dev.aegis.protocol.control.AgentRegistration.RunningJob;
import dev.aegis.protocol.control.GrantAnswer;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.control.SignalingEvent;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a build machine registers, and how a restarted server learns of its jobs.
final class AgentRoutesTest {
    @TempDir
    Path directory;

    @Test
    void refusesEnrolmentWithoutTheSecret() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            AgentRegistration registration = TestMachine.unregistered(server).registration();
            HttpResponse<String> none = server.post("/agents/register", "", registration);
            assertEquals(401, none.statusCode());
            assertEquals("key_missing", problem(none).code());
            for (String wrong : new String[] {"wrong-secret", ACCESS_KEY}) {
                HttpResponse<String> response = server.post("/agents/register", wrong, registration);
                assertEquals(401, response.statusCode());
                assertEquals("key_wrong", problem(response).code());
            }
        }
    }

    @Test
    void refusesProofByAnotherKey() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            AgentRegistration own = TestMachine.unregistered(server).registration();
            AgentRegistration others = TestMachine.unregistered(server).registration();
            HttpResponse<String> response = server.post(
                    "/agents/register",
                    ENROLMENT_SECRET,
                    new AgentRegistration(
                            own.publicKey(),
                            others.proof(),
                            own.name(),
                            own.versions(),
                            own.channels(),
                            1,
                            1,
                            1,
                            null,
                            own.runningJobs()));
            assertEquals(422, response.statusCode());
            assertTrue(problem(response).detail().contains("'proof'"));
        }
    }

    @Test
    void enrolledMachineRegistersAgainWithItsKey() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            assertEquals(
                    200,
                    server.post("/agents/register", machine.token(), machine.registration())
                            .statusCode());
            AgentRegistration stranger = TestMachine.unregistered(server).registration();
            assertEquals(
                    401,
                    server.post("/agents/register", machine.token(), stranger).statusCode());
        }
    }

    @Test
    void unknownMachineMustRegister() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            HttpResponse<String> response = TestMachine.unregistered(server).poll(0);
            assertEquals(401, response.statusCode());
            assertEquals("agent_unknown", problem(response).code());
        }
    }

    @Test
    void refusesTokenForAnotherServerOrFromAnotherTime() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            String path = "/agents/jobs?wait_secs=0&agent_id=" + machine.id();
            HttpResponse<String> elsewhere = server.get(path, machine.key.token("another-server"));
            assertEquals("key_wrong", problem(elsewhere).code());
            String old = machine.token();
            server.clock.advance(Duration.ofSeconds(60 + 31));
            HttpResponse<String> late = server.get(path, old);
            assertEquals(401, late.statusCode());
            assertTrue(problem(late).detail().contains("the clocks differ by about 91 s"));
        }
    }

    @Test
    void refusesPollForAnotherMachine() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            HttpResponse<String> other = server.get("/agents/jobs?agent_id=m-other&wait_secs=0", machine.token());
            assertEquals(403, other.statusCode());
            assertEquals(422, server.get("/agents/jobs", machine.token()).statusCode());
            assertEquals(
                    422,
                    server.get("/agents/jobs?wait_secs=soon&agent_id=" + machine.id(), machine.token())
                            .statusCode());
            assertEquals(
                    403, server.get("/agents/jobs?agent_id=m-1", ACCESS_KEY).statusCode());
        }
    }

    @Test
    void drainingMachineTakesNoNewJobUntilItRegistersAgain() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            assertEquals(204, server.post("/agents/drain", machine.token(), "").statusCode());
            GrantAnswer answer = server.grant();
            assertEquals(
                    "1 machine with esp32c3 is about to stop and takes no new job",
                    answer.queue().reason());
            assertEquals(204, machine.poll(0).statusCode());
            machine.register();
            assertEquals(answer.jobId(), machine.take().jobId());
        }
    }

    @Test
    void restartedServerAdoptsRunningJobs() throws IOException {
        JobAssignment job;
        TestMachine machine;
        try (TestServer before = TestServer.start(directory)) {
            machine = TestMachine.registered(before);
            before.grant();
            job = machine.take();
            machine.answer(job.jobId(), "v=0");
        }
        try (TestServer after = TestServer.start(directory)) {
            TestMachine again = machine.at(after);
            assertEquals(
                    "agent_unknown",
                    problem(again.renew(job.jobId(), job.leaseToken())).code());
            assertEquals(
                    404,
                    after.get("/signaling/" + job.jobId() + "/events", ACCESS_KEY)
                            .statusCode());
            again.register(new RunningJob(job.jobId(), "shared", job.leaseToken()));
            assertEquals(200, again.renew(job.jobId(), job.leaseToken()).statusCode());
            assertEquals(204, again.poll(0).statusCode());
            again.finish(job);
            try (EventReader events = after.follow(job.jobId(), ACCESS_KEY, "7")) {
                assertEquals(
                        "completed",
                        events.nextMessage(SignalingEvent.Ended.class).outcome());
            }
        }
    }

    @Test
    void newerLeaseIsNotReplacedByAdoption() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine first = TestMachine.registered(server);
            server.grant();
            JobAssignment old = first.take();
            server.clock.advance(Duration.ofSeconds(11));
            server.state.sweep();
            TestMachine second = TestMachine.registered(server);
            JobAssignment current = second.take();
            assertTrue(current.leaseToken() > old.leaseToken());
            first.register(new RunningJob(old.jobId(), "shared", old.leaseToken()));
            assertEquals(409, first.renew(old.jobId(), old.leaseToken()).statusCode());
            assertEquals(
                    200, second.renew(current.jobId(), current.leaseToken()).statusCode());
        }
    }

    @Test
    void announcedJobNeedsAnId() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.unregistered(server);
            String registration = WireJson.text(machine.registration(new RunningJob("", "shared", 1)));
            HttpResponse<String> response = server.post("/agents/register", ENROLMENT_SECRET, registration);
            assertEquals(422, response.statusCode());
            assertTrue(problem(response).detail().contains("running_jobs.job_id"));
        }
    }
}
