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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A build machine through everything that may happen to it while it builds.
@Timeout(300)
class MachineSystemTest {
    private static final ExampleProject HELLO = ExampleProject.named("hello_world");

    /// Makes the configure step print a line each tenth of a second for some seconds.
    private static final Map<String, String> SLOWLY = Map.of("CMakeLists.txt", """
            cmake_minimum_required(VERSION 3.16)
            include($ENV{IDF_PATH}/tools/cmake/project.cmake)
            project(hello_world)
            execute_process(COMMAND /usr/bin/python3 -u -c
                "import time\\nfor i in range(60): print('tick', i); time.sleep(0.1)")
            """);

    private Fleet fleet;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        fleet = Fleet.start();
        client = new TestClient(fleet.address());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        fleet.close();
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
            assertEquals((byte) 0xe9, image[0], "an image begins with its magic byte");

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
    void goesOnBuildingWhenTheClientVanishesAndReadsOnWithoutAGap() throws Exception {
        List<TaskEvent> events = new ArrayList<>();
        String agentId;
        TestSession first = client.open(null);
        agentId = first.agentId();
        first.sync(HELLO, SLOWLY);
        first.build("t-1");
        events.addAll(first.eventsUntil(MachineSystemTest::isTick));
        first.vanish();

        try (TestSession second = client.open(agentId)) {
            second.say(new ClientMessage.Attach("t-1", events.getLast().seq()));
            assertTrue(second.hear(MachineMessage.Accepted.class).lastSeq()
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
    void saysWhatBecameOfABuildWhoseMachineWasKilled() throws Exception {
        TestSession session = client.open(null);
        session.sync(HELLO, SLOWLY);
        session.build("t-1");
        session.eventsUntil(MachineSystemTest::isTick);

        List<ProcessHandle> descendants = fleet.machine().descendants();
        fleet.machine().kill();
        assertNotNull(session.link().awaitClosed());
        for (ProcessHandle process : descendants) {
            process.onExit().get(30, TimeUnit.SECONDS);
        }
        fleet.startMachine();

        try (TestSession again = client.open(session.agentId())) {
            again.say(new ClientMessage.Attach("t-1", 0));
            again.hear(MachineMessage.Accepted.class);
            TaskResult result = again.finished().result();
            assertEquals(TaskResult.Status.FAILED, result.status());
            assertEquals(Fault.INFRASTRUCTURE, result.fault());
            assertTrue(String.valueOf(result.reason()).contains("restarted"), result.reason());
        }
    }

    @Test
    void goesOnWithItsSessionWhenTheBuildServerIsRestarted() throws Exception {
        try (TestSession session = client.open(null)) {
            session.sync(HELLO, SLOWLY);
            session.build("t-1");
            session.eventsUntil(MachineSystemTest::isTick);

            fleet.server().kill();
            fleet.startServer();

            assertEquals(
                    TaskResult.Status.SUCCEEDED, session.finished().result().status());
        }
        // The machine came back by itself, for it takes a new job.
        try (TestSession next = client.open(null)) {
            next.say(new ClientMessage.Attach("t-1", 0));
            next.hear(MachineMessage.Accepted.class);
            assertEquals(TaskResult.Status.SUCCEEDED, next.finished().result().status());
        }
    }

    @Test
    void losesNoBuildWhenItsLinkProcessCrashes() throws Exception {
        TestSession session = client.open(null);
        session.sync(HELLO, SLOWLY);
        session.build("t-1");
        long seen = session.eventsUntil(MachineSystemTest::isTick).getLast().seq();

        ProcessHandle links = fleet.machine().descendants().stream()
                .filter(process -> commandLine(process).contains("LinkProcessMain"))
                .findFirst()
                .orElseThrow();
        assertTrue(links.destroyForcibly());
        assertNotNull(session.link().awaitClosed());

        try (TestSession again = client.open(session.agentId())) {
            again.say(new ClientMessage.Attach("t-1", seen));
            again.hear(MachineMessage.Accepted.class);
            List<TaskEvent> rest = again.eventsUntil(TaskEvent.Finished.class::isInstance);
            assertEquals(seen + 1, rest.getFirst().seq());
            assertEquals(
                    TaskResult.Status.SUCCEEDED,
                    ((TaskEvent.Finished) rest.getLast()).result().status());
        }
    }

    @Test
    void drainsOnSigtermSoThatARunningBuildEndsAndIsFetched() throws Exception {
        try (TestSession session = client.open(null)) {
            session.sync(HELLO, SLOWLY);
            session.build("t-1");
            session.eventsUntil(MachineSystemTest::isTick);

            fleet.machine().terminate();
            TaskResult result = session.finished().result();
            assertEquals(TaskResult.Status.SUCCEEDED, result.status());
            Artifact firmware = result.artifacts().getFirst();
            assertEquals(firmware.size(), session.fetch("t-1", firmware.sha256()).length);
        }
        assertEquals(0, fleet.machine().awaitExit());
    }

    @Test
    void stopsAtOnceOnTheSecondSigterm() throws Exception {
        TestSession session = client.open(null);
        session.sync(HELLO, SLOWLY);
        session.build("t-1");
        session.eventsUntil(MachineSystemTest::isTick);

        fleet.machine().terminate();
        session.eventsUntil(MachineSystemTest::isTick);
        assertTrue(fleet.machine().isAlive());
        fleet.machine().terminate();

        assertEquals(143, fleet.machine().awaitExit());
    }

    @Test
    void tellsTheClientWhyTheMachineRefused() throws Exception {
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

    /// `ProcessHandle.Info` leaves out command lines as long as a class path.
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    private static boolean isTick(TaskEvent event) {
        return event instanceof TaskEvent.Log log && log.text().contains("tick");
    }
}
