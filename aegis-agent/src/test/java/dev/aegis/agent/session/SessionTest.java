package dev.aegis.agent.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.ProjectFile;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Sessions over real links, workspaces, sandboxes and builds.
@Timeout(120)
class SessionTest {
    private static final Map<String, String> PROJECT =
            Map.of("CMakeLists.txt", "project(app)\n", "main/main.c", "int main(void) { return 0; }\n");
    private static final Map<String, String> ENDLESS =
            Map.of("CMakeLists.txt", "project(app)\n", "before.sh", "while true; do echo tick; sleep 0.1; done\n");

    @TempDir
    static Path base;

    private static SessionBench bench;

    @BeforeAll
    static void open() throws Exception {
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        bench = new SessionBench(base);
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @Test
    void buildsAndServesWhatWasBuilt() throws Exception {
        SessionClient client = bench.open("abe");
        assertEquals(2, client.sync(PROJECT).written());
        client.build("t-build", "esp32c3");
        client.receive(MachineMessage.Accepted.class);
        TaskResult result = client.finished().result();
        assertEquals(TaskResult.Status.SUCCEEDED, result.status(), String.valueOf(result.reason()));

        Artifact boot = artifact(result, Artifact.Role.BOOTLOADER);
        client.sendFirmware(new ClientMessage.Fetch("t-build", boot.sha256(), 0));
        client.sendFirmware(new ClientMessage.Fetch("t-build", boot.sha256(), 1));
        assertEquals(
                0, client.receiveFirmware(MachineMessage.Download.class).blob().offset());
        assertArrayEquals("boot".getBytes(StandardCharsets.UTF_8), client.firmwareData(4));
        assertEquals(
                1, client.receiveFirmware(MachineMessage.Download.class).blob().offset());
        assertArrayEquals("oot".getBytes(StandardCharsets.UTF_8), client.firmwareData(3));
        client.send(new ClientMessage.Goodbye("done"));

        SessionEnd.Completed end = assertInstanceOf(SessionEnd.Completed.class, client.end());
        assertEquals("the client left: done", end.reason());
        assertTrue(end.busySecs() > 0);
    }

    @Test
    void refusesFetchesThatCannotBe() throws Exception {
        SessionClient client = bench.open("fay");
        client.sync(PROJECT);
        client.build("t-fetch", "esp32c3");
        client.receive(MachineMessage.Accepted.class);
        Digest boot =
                artifact(client.finished().result(), Artifact.Role.BOOTLOADER).sha256();

        client.sendFirmware(new ClientMessage.Fetch("t-other", boot, 0));
        assertEquals(
                "no_such_task",
                client.receiveFirmware(MachineMessage.Failure.class).code());
        client.sendFirmware(new ClientMessage.Fetch("t-fetch", Digest.of(new byte[0]), 0));
        assertEquals(
                "no_such_artifact",
                client.receiveFirmware(MachineMessage.Failure.class).code());
        client.sendFirmware(new ClientMessage.Fetch("t-fetch", boot, 5));
        assertEquals(
                "offset_beyond_end",
                client.receiveFirmware(MachineMessage.Failure.class).code());
        client.sendFirmware(new ClientMessage.Cancel("t-fetch"));
        assertEquals(
                "wrong_channel",
                client.receiveFirmware(MachineMessage.Failure.class).code());
        client.close();
    }

    @Test
    void hidesATaskFromOtherUsers() throws Exception {
        SessionClient owner = bench.open("ada");
        owner.sync(PROJECT);
        owner.build("t-mine", "esp32c3");
        owner.receive(MachineMessage.Accepted.class);
        Digest boot =
                artifact(owner.finished().result(), Artifact.Role.BOOTLOADER).sha256();
        owner.close();

        SessionClient other = bench.open("eve");
        other.send(new ClientMessage.Attach("t-mine", 0));
        other.failure("no_such_task");
        other.send(new ClientMessage.Cancel("t-mine"));
        other.failure("no_such_task");
        other.sendFirmware(new ClientMessage.Fetch("t-mine", boot, 0));
        assertEquals(
                "no_such_task",
                other.receiveFirmware(MachineMessage.Failure.class).code());
        other.close();

        SessionClient again = bench.open("ada");
        again.send(new ClientMessage.Attach("t-mine", 0));
        assertTrue(again.receive(MachineMessage.Accepted.class).lastSeq() > 0);
        assertEquals(TaskResult.Status.SUCCEEDED, again.finished().result().status());
        again.close();
    }

    @Test
    void cancelsABuildWhileASyncOfTheSameProjectWaitsForIt() throws Exception {
        SessionClient client = bench.open("cat");
        client.sync(ENDLESS);
        client.build("t-endless", "esp32c3");
        client.receive(MachineMessage.Accepted.class);
        client.eventsUntilLine("tick");

        client.send(new ClientMessage.Sync("project", List.of(ProjectFile.link("link", "CMakeLists.txt"))));
        client.send(new ClientMessage.Cancel("t-endless"));

        // The build gives the project back before its last event is written, so they come in either order.
        boolean synced = false;
        boolean canceled = false;
        while (!synced || !canceled) {
            MachineMessage received = client.receive(MachineMessage.class);
            synced |= received instanceof MachineMessage.SyncDone;
            canceled |= received instanceof MachineMessage.Events events
                    && events.events().getLast() instanceof TaskEvent.Finished finished
                    && finished.result().status() == TaskResult.Status.CANCELED;
        }
        client.close();
    }

    @Test
    void attachesByRepeatingABuildAndByASecondSession() throws Exception {
        SessionClient first = bench.open("dan");
        first.sync(ENDLESS);
        first.build("t-twice", "esp32c3");
        first.receive(MachineMessage.Accepted.class);
        List<TaskEvent> seen = first.eventsUntilLine("tick");
        first.close();

        SessionClient second = bench.open("dan");
        second.build("t-twice", "esp32c3");
        second.receive(MachineMessage.Accepted.class);
        assertEquals(seen, second.eventsUntilLine("tick"));
        second.send(new ClientMessage.Cancel("t-twice"));
        assertEquals(TaskResult.Status.CANCELED, second.finished().result().status());
        second.close();
    }

    @Test
    void buildsOnlyForTheTargetOfThePermission() throws Exception {
        SessionClient client = bench.open("gus");
        client.build("t-1", "esp32c6");

        assertTrue(client.failure("target_not_permitted").message().contains("esp32c3"));
        client.close();
    }

    @Test
    void buildsWithAtMostTheJobsOfThePermission() throws Exception {
        SessionClient client = bench.open("gus");
        client.build("t-1", "esp32c3", MachineOptions.DEFAULT.withJobs(3));

        assertEquals(
                "the grant is for 2 cores, not for 3 parallel jobs",
                client.failure("jobs_not_permitted").message());
        client.close();
    }

    @Test
    void requiresHelloFirst() throws Exception {
        SessionClient client = bench.link("hal", SessionBench.BOTH, 600);
        client.send(new ClientMessage.Attach("t-1", 0));

        assertTrue(client.failure("hello_missing").fatal());
        assertInstanceOf(SessionEnd.Completed.class, client.end());
    }

    @Test
    void namesItsVersionsWhenNoneIsShared() throws Exception {
        SessionClient client = bench.link("hal", SessionBench.BOTH, 600);
        client.send(new ClientMessage.Hello(List.of(99), "from the future", 1 << 20));

        assertTrue(client.failure("version_unsupported").message().contains("[1]"));
        client.end();
    }

    @Test
    void saysWhatIsWrongWithAMessageAndGoesOn() throws Exception {
        SessionClient client = bench.open("ivy");
        client.sendRaw("{\"type\":\"dance\"}");
        client.failure("malformed_message");
        client.sendRaw(
                "{\"type\":\"sync\",\"project_key\":\"p\",\"files\":[{\"path\":\"a/../x\",\"size\":0,\"executable\":false,"
                        + "\"link\":\"y\"}]}");
        assertTrue(client.failure("malformed_message").message().contains("'a/../x'"));
        client.send(new ClientMessage.Hello(List.of(1), "again", 1 << 20));
        client.failure("out_of_order");
        client.send(new ClientMessage.Fetch("t-1", Digest.of(new byte[0]), 0));
        client.failure("wrong_channel");

        assertEquals(2, client.sync(PROJECT).files());
        client.close();
    }

    @Test
    void endsASessionThatSaysNothingButNonsense() throws Exception {
        SessionClient client = bench.open("joe");
        for (int i = 1; i < 8; i++) {
            client.sendRaw("?");
            assertTrue(!client.failure("malformed_message").fatal());
        }
        client.data(new byte[] {1});

        assertTrue(client.failure("malformed_message").fatal());
        client.end();
    }

    @Test
    void saysGoodbyeWhenItsTimeIsOver() throws Exception {
        SessionClient client = bench.link("ned", SessionBench.BOTH, 2);
        long closesAt = client.greet().closesAt();
        String reason = client.receive(MachineMessage.Goodbye.class).reason();

        assertTrue(String.valueOf(reason).contains("time is over"), reason);
        assertTrue(Instant.now().getEpochSecond() >= closesAt - 1);
        assertEquals(new SessionEnd.Completed("its time is over", 0), client.end());
    }

    @Test
    void saysWhichGrantedChannelItHasNoHandlerFor() throws Exception {
        SessionClient client =
                bench.link("ola", List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE, ChannelName.PTY), 600);
        client.greet();

        assertTrue(client.failure("channel_rejected").message().startsWith("channel pty was rejected"));
        client.close();
    }

    @Test
    void sendsGoodbyeToEverySessionWhenTheMachineStops() throws Exception {
        SessionClient client = bench.open("pia");
        Thread stopping = Thread.ofVirtual().start(() -> {
            try {
                bench.sessions.endAll("stopping");
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        });
        assertEquals("stopping", client.receive(MachineMessage.Goodbye.class).reason());
        stopping.join();
        assertEquals(new SessionEnd.Completed("stopping", 0), client.end());
    }

    private static Artifact artifact(TaskResult result, Artifact.Role role) {
        return result.artifacts().stream()
                .filter(artifact -> artifact.role() == role)
                .findFirst()
                .orElseThrow();
    }
}
