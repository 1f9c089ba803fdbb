package dev.aegis.control;

import static dev.aegis.control.TestServer.ACCESS_KEY;
import static dev.aegis.control.TestServer.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.WireJson;
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

/// How build machines get jobs, hold them by a lease and report their end.
final class AgentJobsTest {
    @TempDir
    Path directory;

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
}
