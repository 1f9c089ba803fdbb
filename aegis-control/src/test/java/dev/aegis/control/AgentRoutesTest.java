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
import dev.aegis.protocol.control.JobResult;
import dev.aegis.protocol.control.LeaseState;
import dev.aegis.protocol.control.SignalingEvent;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void pollWithoutAJobReturnsNoContent() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            assertEquals(204, TestMachine.registered(server).poll(0).statusCode());
        }
    }

    @Test
    void waitingMachineGetsANewJob() throws Exception {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            CompletableFuture<JobAssignment> taken = CompletableFuture.supplyAsync(machine::take);
            // The first job either wakes the poll or is there before it; both must deliver it.
            GrantAnswer first = server.grant();
            assertEquals(first.jobId(), taken.get().jobId());
        }
    }

    @Test
    void secondPollEndsTheFirst() throws Exception {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            CompletableFuture<HttpResponse<String>> one = CompletableFuture.supplyAsync(() -> machine.poll(50));
            CompletableFuture<HttpResponse<String>> other = CompletableFuture.supplyAsync(() -> machine.poll(50));
            assertEquals(
                    204,
                    CompletableFuture.anyOf(one, other)
                            .thenApply(r -> ((HttpResponse<?>) r).statusCode())
                            .get());
            String jobId = server.grant().jobId();
            assertTrue(Stream.of(one.get(), other.get())
                    .anyMatch(response -> response.body().contains(jobId)));
        }
    }

    @Test
    void onlyOneOfTwoMachinesGetsTheJob() throws Exception {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine one = TestMachine.registered(server);
            TestMachine other = TestMachine.registered(server);
            CompletableFuture<HttpResponse<String>> ones = CompletableFuture.supplyAsync(() -> one.poll(2));
            CompletableFuture<HttpResponse<String>> others = CompletableFuture.supplyAsync(() -> other.poll(2));
            server.grant();
            assertEquals(
                    List.of(200, 204),
                    Stream.of(ones.get(), others.get())
                            .map(HttpResponse::statusCode)
                            .sorted()
                            .toList());
        }
    }

    @Test
    void jobForOneMachineWaitsForIt() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine any = TestMachine.registered(server);
            TestMachine named = TestMachine.registered(server);
            String jobId = server.grant(Map.of("agent_id", named.id())).jobId();
            assertEquals(204, any.poll(0).statusCode());
            assertEquals(jobId, named.take().jobId());
        }
    }

    @Test
    void machineTakesAtMostItsMaximumOfJobs() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server, TestMachine.C3, 2);
            server.grant();
            server.grant();
            server.grant();
            JobAssignment first = machine.take();
            machine.take();
            assertEquals(204, machine.poll(0).statusCode());
            machine.finish(first);
            machine.take();
        }
    }

    @Test
    void leaseIsRenewedOnlyWithItsToken() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            server.grant();
            JobAssignment job = machine.take();
            server.clock.advance(Duration.ofSeconds(5));
            LeaseState lease =
                    WireJson.read(machine.renew(job.jobId(), job.leaseToken()).body(), LeaseState.class);
            assertEquals(server.clock.instant().getEpochSecond() + 30, lease.leaseExpiresAt());
            HttpResponse<String> older = machine.renew(job.jobId(), job.leaseToken() - 1);
            assertEquals(409, older.statusCode());
            assertEquals("lease_lost", problem(older).code());
            assertEquals(409, machine.renew("j-unknown", 1).statusCode());
            assertEquals(
                    409,
                    TestMachine.registered(server)
                            .renew(job.jobId(), job.leaseToken())
                            .statusCode());
        }
    }

    @Test
    void resultIsAcceptedOnce() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            server.grant();
            JobAssignment job = machine.take();
            assertEquals(204, machine.finish(job).statusCode());
            assertEquals("lease_lost", problem(machine.finish(job)).code());
        }
    }

    @Test
    void resultNamesAKnownOutcome() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            server.grant();
            JobAssignment job = machine.take();
            HttpResponse<String> response = server.post(
                    "/agents/jobs/" + job.jobId() + "/result",
                    machine.token(),
                    new JobResult(job.leaseToken(), "exploded", null, null, 0));
            assertEquals(422, response.statusCode());
            assertTrue(problem(response).detail().contains("'outcome'"));
        }
    }

    @Test
    void refusalReachesTheClientWithItsCode() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            TestMachine machine = TestMachine.registered(server);
            GrantAnswer answer = server.grant();
            JobAssignment job = machine.take();
            server.post(
                    "/agents/jobs/" + job.jobId() + "/result",
                    machine.token(),
                    new JobResult(job.leaseToken(), "refused", "grant_expired", "the grant expired 40 s ago", 0));
            try (EventReader events = server.follow(answer.jobId(), ACCESS_KEY)) {
                events.nextMessage(SignalingEvent.Assigned.class);
                assertEquals(
                        new SignalingEvent.Ended("refused", "grant_expired", "the grant expired 40 s ago"),
                        events.nextMessage().event());
                assertTrue(events.next().isEmpty());
            }
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
