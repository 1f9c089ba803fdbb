package dev.aegis.agent.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.agent.session.SessionEnd;
import dev.aegis.agent.session.Signaling;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.Secret;
import dev.aegis.protocol.control.AgentRegistration;
import dev.aegis.protocol.control.AgentRegistration.RunningJob;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.IdfVersion;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.control.JobResult;
import dev.aegis.protocol.control.SignalingEvent;
import dev.aegis.testkit.control.FakeControl;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ServerLinkTest {
    private static final Fingerprint CLIENT = new Fingerprint("sha-256" + ":AB".repeat(32));
    private static final SessionEnd DONE = new SessionEnd.Completed("goodbye", 1.5);

    private final FakeControl control = new FakeControl(Clock.systemUTC());
    private final CountDownLatch sessionMayEnd = new CountDownLatch(1);
    private final BlockingQueue<SignalingEvent> received = new LinkedBlockingQueue<>();

    @TempDir
    Path state;

    private @Nullable ServerLink server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        control.close();
    }

    @Test
    void takesAJobAndPostsItsResult() throws Exception {
        ServerLink machine = started((_, _) -> DONE);
        control.assign(job(machine, "j-1"));

        assertEquals(new JobResult(1, "completed", null, "goodbye", 1.5), control.result());
    }

    @Test
    void postsWhyItRefused() throws Exception {
        ServerLink machine = started((_, _) -> new SessionEnd.Refused("grant_expired", "too late"));
        control.assign(job(machine, "j-1"));

        assertEquals(new JobResult(1, "refused", "grant_expired", "too late", 0), control.result());
    }

    @Test
    void takesTheNextJobWhenAPlaceIsFreeAgain() throws Exception {
        ServerLink machine = started((_, _) -> DONE);
        for (int i = 0; i < 5; i++) {
            control.assign(job(machine, "j-" + i));
        }
        for (int i = 0; i < 5; i++) {
            assertEquals("completed", control.result().outcome());
        }
    }

    @Test
    void survivesAHandlerThatFails() throws Exception {
        ServerLink machine = started((_, _) -> {
            throw new IllegalStateException("a bug");
        });
        control.assign(job(machine, "j-1"));

        assertEquals("internal_error", control.result().code());
    }

    @Test
    void readsSignalingOnWithoutGapOrRepetitionAfterTheStreamBroke() throws Exception {
        ServerLink machine = started(this::listen);
        control.assign(job(machine, "j-1"));
        for (int i = 1; i <= 20; i++) {
            control.toMachine("j-1", trickled(i));
            if (i % 5 == 0) {
                assertEquals(trickled(i - 4), next());
                control.cutStreams("j-1");
                for (int j = i - 3; j <= i; j++) {
                    assertEquals(trickled(j), next());
                }
            }
        }
        sessionMayEnd.countDown();
    }

    @Test
    void renewsTheLeaseWhileTheSessionLives() throws Exception {
        ServerLink machine = started(this::listen);
        control.assign(job(machine, "j-1"));

        assertEquals(1, control.renewal().leaseToken());
        assertEquals(1, control.renewal().leaseToken());
        sessionMayEnd.countDown();
    }

    @Test
    void endsTheOpeningWhenTheLeaseIsLost() throws Exception {
        ServerLink machine = started(this::listen);
        control.assign(job(machine, "j-1"));
        control.loseLease("j-1");

        SignalingEvent.Ended ended = assertInstanceOf(SignalingEvent.Ended.class, next());
        assertEquals("lease_lost", ended.code());
        sessionMayEnd.countDown();
    }

    @Test
    void registersAgainWithItsRunningJobsAfterTheBuildServerForgotIt() throws Exception {
        ServerLink machine = started(this::listen);
        control.assign(job(machine, "j-1"));
        control.toMachine("j-1", trickled(1));
        assertEquals(trickled(1), next());

        control.stop();
        control.startAgain();

        AgentRegistration again = control.registration();
        assertEquals(List.of(new RunningJob("j-1", "ada", 1)), again.runningJobs());
        control.toMachine("j-1", trickled(2));
        assertEquals(trickled(2), next());
        sessionMayEnd.countDown();
        assertEquals("completed", control.result().outcome());
    }

    @Test
    void registersAgainAfterItsOfferCouldNotBeMade() throws Exception {
        AtomicInteger offers = new AtomicInteger();
        ServerLink machine = server(() -> {
            if (offers.incrementAndGet() == 2) {
                throw new IllegalStateException("the manifest cannot be read");
            }
            return offer();
        });
        machine.start((_, _) -> DONE, 2);
        assertEquals(List.of(), control.registration().runningJobs());

        control.stop();
        control.startAgain();

        assertEquals("bench", control.registration().name());
        assertEquals(3, offers.get());
        control.assign(job(machine, "j-1"));
        assertEquals("completed", control.result().outcome());
    }

    @Test
    void waitsForABuildServerThatIsNotThereYet() throws Exception {
        control.stop();
        Thread later = Thread.ofVirtual().start(() -> {
            ServerLink machine = server();
            try {
                machine.start((_, _) -> DONE, 2);
            } catch (ServerException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        });
        control.startAgain();

        assertEquals("bench", control.registration().name());
        assertTrue(later.join(Duration.ofSeconds(30)));
    }

    @Test
    void stopsWhenTheBuildServerRefusesTheSecret() {
        ServerLink machine = new ServerLink(
                new ServerSettings(control.address(), new Secret("wrong"), state),
                ServerLinkTest::offer,
                Clock.systemUTC(),
                new SecureRandom());
        server = machine;

        ServerException refused = assertThrows(ServerException.class, () -> machine.start((_, _) -> DONE, 1));

        assertEquals("secret_wrong", refused.code());
        assertTrue(refused.hint().contains("AGENT_AUTH_SECRET"), refused.hint());
    }

    @Test
    void drainsByTellingTheBuildServerAndTakingNoMoreJobs() throws Exception {
        ServerLink machine = started(this::listen);
        control.assign(job(machine, "j-1"));
        control.toMachine("j-1", trickled(1));
        assertEquals(trickled(1), next());

        machine.drain();
        control.drained();
        control.assign(job(machine, "j-2"));
        sessionMayEnd.countDown();

        assertTrue(machine.awaitIdle(Duration.ofSeconds(30)));
        assertEquals("completed", control.result().outcome());
    }

    private SessionEnd listen(JobAssignment job, Signaling signaling) throws InterruptedException {
        while (sessionMayEnd.getCount() > 0) {
            SignalingEvent event = signaling.next(Duration.ofMillis(50));
            if (event != null) {
                received.add(event);
            }
        }
        return DONE;
    }

    private SignalingEvent next() throws InterruptedException {
        SignalingEvent event = received.poll(60, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no event came within 60 s");
        }
        return event;
    }

    private ServerLink started(dev.aegis.agent.session.JobHandler handler) throws Exception {
        ServerLink machine = server();
        machine.start(handler, 2);
        assertEquals(List.of(), control.registration().runningJobs());
        return machine;
    }

    private ServerLink server() {
        return server(ServerLinkTest::offer);
    }

    private ServerLink server(Supplier<Capabilities> offer) {
        ServerLink machine = new ServerLink(
                new ServerSettings(control.address(), new Secret(FakeControl.SECRET), state),
                offer,
                Clock.systemUTC(),
                new SecureRandom());
        server = machine;
        return machine;
    }

    private static Capabilities offer() {
        return new Capabilities(
                "bench",
                List.of(new IdfVersion("v5.3", List.of("esp32c3"), true)),
                List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE),
                2,
                1024,
                2,
                "test");
    }

    private JobAssignment job(ServerLink machine, String jobId) {
        return control.grants()
                .assignment(control.grants()
                        .grant(machine.key().agentId(), "ada", jobId, CLIENT, List.of(ChannelName.ESPCTL)));
    }

    private static SignalingEvent trickled(int number) {
        return new SignalingEvent.Trickled(new Candidate("candidate:" + number, "0", 0, 1));
    }
}
