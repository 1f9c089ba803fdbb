package dev.aegis.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.peer.Certificates;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.webrtc.WebRtcEngine;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.control.GrantAnswer;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import dev.aegis.testkit.ExampleProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A build machine whose clients, server or processes fail during a build.
@Timeout(300)
class MachineSystemTest {
    private static final ExampleProject HELLO = ExampleProject.named("hello_world");

    private static final Map<String, String> SLOW = Map.of("CMakeLists.txt", SlowProject.printing(60));

    @RegisterExtension
    final WholeProduct product = new WholeProduct();

    private Fleet fleet;
    private TestClient client;

    @BeforeEach
    void start() {
        fleet = product.fleet();
        client = product.closeAfterTest(new TestClient(fleet.address()));
    }

    /// Starts the task `t-1` and waits until it is in its long configure step.
    private static List<TaskEvent> startSlowBuild(TestSession session) throws Exception {
        session.sync(HELLO, SLOW);
        session.build("t-1");
        return session.eventsUntil(TestSession::isTick);
    }

    @Test
    void buildsTwiceAndUploadsOnlyWhatChanged() throws Exception {
        assertTrue(
                fleet.machine().firstLine().matches("aegis-agent m-[0-9a-f]{32} is ready: 1 ESP-IDF versions, 4 .*"),
                fleet.machine().firstLine());
        try (TestSession session = client.open(null)) {
            MachineMessage.SyncDone first = session.sync(HELLO, Map.of());
            assertEquals(first.files(), first.written());
            session.build("t-1");
            TaskResult result = session.finished().result();
            assertEquals(TaskResult.Status.SUCCEEDED, result.status(), String.valueOf(result.reason()));
            Artifact firmware = result.artifacts().stream()
                    .filter(artifact -> artifact.role() == Artifact.Role.FIRMWARE)
                    .findFirst()
                    .orElseThrow();
            byte[] image = session.fetch("t-1", firmware.sha256());
            assertEquals(firmware.size(), image.length);
            assertEquals(firmware.sha256(), Digest.of(image));
            assertEquals((byte) 0xe9, image[0], "the image starts with its magic byte");

            MachineMessage.SyncDone second =
                    session.sync(HELLO, Map.of("main/hello_world_main.c", "void app_main(void) {}\n"));
            assertEquals(1, second.written());
            assertTrue(second.receivedBytes() < 1024, second.toString());
            session.build("t-2");
            assertEquals(
                    TaskResult.Status.SUCCEEDED, session.finished().result().status());
        }
    }

    @Test
    void continuesABuildWithoutItsClientAndResumesTheLogWithoutGaps() throws Exception {
        List<TaskEvent> events = new ArrayList<>();
        String agentId;
        TestSession first = client.open(null);
        agentId = first.agentId();
        events.addAll(startSlowBuild(first));
        first.vanish();

        try (TestSession second = client.open(agentId)) {
            second.send(new ClientMessage.Attach("t-1", events.getLast().seq()));
            assertTrue(second.receive(MachineMessage.Accepted.class).lastSeq()
                    >= events.getLast().seq());
            events.addAll(second.eventsUntil(TaskEvent.Finished.class::isInstance));
            TaskResult result = ((TaskEvent.Finished) events.getLast()).result();
            assertEquals(TaskResult.Status.SUCCEEDED, result.status(), String.valueOf(result.reason()));
        }
        assertArrayEquals(
                LongStream.rangeClosed(1, events.size()).toArray(),
                events.stream().mapToLong(TaskEvent::seq).toArray());
    }

    @Test
    void reportsAFailedBuildAfterTheMachineWasKilled() throws Exception {
        TestSession session = client.open(null);
        startSlowBuild(session);

        List<ProcessHandle> descendants = fleet.machine().descendants();
        fleet.machine().kill();
        assertNotNull(session.link().awaitClosed());
        for (ProcessHandle process : descendants) {
            process.onExit().get(30, TimeUnit.SECONDS);
        }
        fleet.startMachine();

        try (TestSession again = client.open(session.agentId())) {
            again.send(new ClientMessage.Attach("t-1", 0));
            again.receive(MachineMessage.Accepted.class);
            TaskResult result = again.finished().result();
            assertEquals(TaskResult.Status.FAILED, result.status());
            assertEquals(Fault.INFRASTRUCTURE, result.fault());
            assertTrue(String.valueOf(result.reason()).contains("restarted"), result.reason());
        }
    }

    @Test
    void keepsItsSessionWhenTheBuildServerRestarts() throws Exception {
        try (TestSession session = client.open(null)) {
            startSlowBuild(session);

            fleet.server().kill();
            fleet.startServer();

            assertEquals(
                    TaskResult.Status.SUCCEEDED, session.finished().result().status());
        }
        // The machine has registered again: it takes a new job.
        try (TestSession next = client.open(null)) {
            next.send(new ClientMessage.Attach("t-1", 0));
            next.receive(MachineMessage.Accepted.class);
            assertEquals(TaskResult.Status.SUCCEEDED, next.finished().result().status());
        }
    }

    @Test
    void continuesABuildWhenTheLinkProcessCrashes() throws Exception {
        TestSession session = client.open(null);
        long seen = startSlowBuild(session).getLast().seq();

        ProcessHandle links = fleet.machine().descendants().stream()
                .filter(process -> commandLine(process).contains("LinkProcessMain"))
                .findFirst()
                .orElseThrow();
        assertTrue(links.destroyForcibly());
        assertNotNull(session.link().awaitClosed());

        try (TestSession again = client.open(session.agentId())) {
            again.send(new ClientMessage.Attach("t-1", seen));
            again.receive(MachineMessage.Accepted.class);
            List<TaskEvent> rest = again.eventsUntil(TaskEvent.Finished.class::isInstance);
            assertEquals(seen + 1, rest.getFirst().seq());
            assertEquals(
                    TaskResult.Status.SUCCEEDED,
                    ((TaskEvent.Finished) rest.getLast()).result().status());
        }
    }

    @Test
    void finishesTheRunningBuildAndItsDownloadAfterSigterm() throws Exception {
        try (TestSession session = client.open(null)) {
            startSlowBuild(session);

            fleet.machine().terminate();
            TaskResult result = session.finished().result();
            assertEquals(TaskResult.Status.SUCCEEDED, result.status());
            Artifact firmware = result.artifacts().getFirst();
            assertEquals(firmware.size(), session.fetch("t-1", firmware.sha256()).length);
        }
        assertEquals(0, fleet.machine().awaitExit());
    }

    @Test
    void stopsImmediatelyOnTheSecondSigterm() throws Exception {
        TestSession session = client.open(null);
        startSlowBuild(session);

        fleet.machine().terminate();
        session.eventsUntil(TestSession::isTick);
        assertTrue(fleet.machine().isAlive());
        fleet.machine().terminate();

        assertEquals(143, fleet.machine().awaitExit());
    }

    @Test
    void reportsToTheClientWhyTheMachineRefusedTheGrant() throws Exception {
        GrantAnswer grant = client.grant(Certificates.create(Clock.systemUTC()).fingerprint(), null);
        BlockingQueue<SignalingEvent> events = client.events(grant.jobId());
        try (PeerEngine engine = WebRtcEngine.onLoopback(null);
                PeerLink thief = engine.open(
                        new LinkSettings(
                                Certificates.create(Clock.systemUTC()),
                                List.of(),
                                false,
                                List.of(ChannelName.ESPCTL),
                                null,
                                1 << 20),
                        (_, _, _) -> {})) {
            client.post(grant.jobId(), "offer", new SessionDescription(thief.createOffer(), 1, null));
            SignalingEvent event = events.poll(60, TimeUnit.SECONDS);
            while (event != null && !(event instanceof SignalingEvent.Ended)) {
                event = events.poll(60, TimeUnit.SECONDS);
            }
            SignalingEvent.Ended ended = assertInstanceOf(SignalingEvent.Ended.class, event);
            assertEquals("refused", ended.outcome());
            assertEquals("sdp_fingerprint_mismatch", ended.code());
        }
    }

    /// Reads the command line from `/proc`, because `ProcessHandle.Info` omits long ones.
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }
}
