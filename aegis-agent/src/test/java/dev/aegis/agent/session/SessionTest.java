package dev.aegis.agent.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Blob;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.ProjectFile;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is said on an open link, over real links, workspaces, sandboxes and builds.
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
        Talk talk = bench.open("abe");
        assertEquals(2, talk.sync(PROJECT).written());
        talk.build("t-build", "esp32c3");
        talk.hear(MachineMessage.Accepted.class);
        TaskResult result = talk.finished().result();
        assertEquals(TaskResult.Status.SUCCEEDED, result.status(), String.valueOf(result.reason()));

        Artifact boot = artifact(result, Artifact.Role.BOOTLOADER);
        talk.askFirmware(new ClientMessage.Fetch("t-build", boot.sha256(), 0));
        talk.askFirmware(new ClientMessage.Fetch("t-build", boot.sha256(), 1));
        assertEquals(0, talk.hearFirmware(MachineMessage.Download.class).blob().offset());
        assertArrayEquals("boot".getBytes(StandardCharsets.UTF_8), talk.firmwareData(4));
        assertEquals(1, talk.hearFirmware(MachineMessage.Download.class).blob().offset());
        assertArrayEquals("oot".getBytes(StandardCharsets.UTF_8), talk.firmwareData(3));
        talk.say(new ClientMessage.Goodbye("done"));

        SessionEnd.Completed end = assertInstanceOf(SessionEnd.Completed.class, talk.end());
        assertEquals("the client left: done", end.reason());
        assertTrue(end.busySecs() > 0);
    }

    @Test
    void refusesFetchesThatCannotBe() throws Exception {
        Talk talk = bench.open("fay");
        talk.sync(PROJECT);
        talk.build("t-fetch", "esp32c3");
        talk.hear(MachineMessage.Accepted.class);
        Digest boot =
                artifact(talk.finished().result(), Artifact.Role.BOOTLOADER).sha256();

        talk.askFirmware(new ClientMessage.Fetch("t-other", boot, 0));
        assertEquals(
                "no_such_task", talk.hearFirmware(MachineMessage.Failure.class).code());
        talk.askFirmware(new ClientMessage.Fetch("t-fetch", Digest.of(new byte[0]), 0));
        assertEquals(
                "no_such_artifact",
                talk.hearFirmware(MachineMessage.Failure.class).code());
        talk.askFirmware(new ClientMessage.Fetch("t-fetch", boot, 5));
        assertEquals(
                "offset_beyond_end",
                talk.hearFirmware(MachineMessage.Failure.class).code());
        talk.askFirmware(new ClientMessage.Cancel("t-fetch"));
        assertEquals(
                "wrong_channel", talk.hearFirmware(MachineMessage.Failure.class).code());
        talk.close();
    }

    @Test
    void hidesATaskFromOtherUsers() throws Exception {
        Talk owner = bench.open("ada");
        owner.sync(PROJECT);
        owner.build("t-mine", "esp32c3");
        owner.hear(MachineMessage.Accepted.class);
        Digest boot =
                artifact(owner.finished().result(), Artifact.Role.BOOTLOADER).sha256();
        owner.close();

        Talk other = bench.open("eve");
        other.say(new ClientMessage.Attach("t-mine", 0));
        other.failure("no_such_task");
        other.say(new ClientMessage.Cancel("t-mine"));
        other.failure("no_such_task");
        other.askFirmware(new ClientMessage.Fetch("t-mine", boot, 0));
        assertEquals(
                "no_such_task", other.hearFirmware(MachineMessage.Failure.class).code());
        other.close();

        Talk again = bench.open("ada");
        again.say(new ClientMessage.Attach("t-mine", 0));
        assertTrue(again.hear(MachineMessage.Accepted.class).lastSeq() > 0);
        assertEquals(TaskResult.Status.SUCCEEDED, again.finished().result().status());
        again.close();
    }

    @Test
    void cancelsABuildWhileASyncOfTheSameProjectWaitsForIt() throws Exception {
        Talk talk = bench.open("cat");
        talk.sync(ENDLESS);
        talk.build("t-endless", "esp32c3");
        talk.hear(MachineMessage.Accepted.class);
        talk.eventsUntilLine("tick");

        talk.say(new ClientMessage.Sync("project", List.of(ProjectFile.link("link", "CMakeLists.txt"))));
        talk.say(new ClientMessage.Cancel("t-endless"));

        // The build gives the project back before its last event is written, so they come in either order.
        boolean synced = false;
        boolean canceled = false;
        while (!synced || !canceled) {
            MachineMessage heard = talk.hear(MachineMessage.class);
            synced |= heard instanceof MachineMessage.SyncDone;
            canceled |= heard instanceof MachineMessage.Events events
                    && events.events().getLast() instanceof TaskEvent.Finished finished
                    && finished.result().status() == TaskResult.Status.CANCELED;
        }
        talk.close();
    }

    @Test
    void attachesByRepeatingABuildAndByASecondSession() throws Exception {
        Talk first = bench.open("dan");
        first.sync(ENDLESS);
        first.build("t-twice", "esp32c3");
        first.hear(MachineMessage.Accepted.class);
        List<TaskEvent> seen = first.eventsUntilLine("tick");
        first.close();

        Talk second = bench.open("dan");
        second.build("t-twice", "esp32c3");
        second.hear(MachineMessage.Accepted.class);
        assertEquals(seen, second.eventsUntilLine("tick"));
        second.say(new ClientMessage.Cancel("t-twice"));
        assertEquals(TaskResult.Status.CANCELED, second.finished().result().status());
        second.close();
    }

    @Test
    void buildsOnlyForTheTargetOfThePermission() throws Exception {
        Talk talk = bench.open("gus");
        talk.build("t-1", "esp32c6");

        assertTrue(talk.failure("target_not_permitted").message().contains("esp32c3"));
        talk.close();
    }

    @Test
    void wantsHelloFirst() throws Exception {
        Talk talk = bench.link("hal", SessionBench.BOTH, 600);
        talk.say(new ClientMessage.Attach("t-1", 0));

        assertTrue(talk.failure("hello_missing").fatal());
        assertInstanceOf(SessionEnd.Completed.class, talk.end());
    }

    @Test
    void namesItsVersionsWhenNoneIsShared() throws Exception {
        Talk talk = bench.link("hal", SessionBench.BOTH, 600);
        talk.say(new ClientMessage.Hello(List.of(99), "from the future", 1 << 20));

        assertTrue(talk.failure("version_unsupported").message().contains("[1]"));
        talk.end();
    }

    @Test
    void saysWhatIsWrongWithAMessageAndGoesOn() throws Exception {
        Talk talk = bench.open("ivy");
        talk.sayRaw("{\"type\":\"dance\"}");
        talk.failure("malformed_message");
        talk.sayRaw(
                "{\"type\":\"sync\",\"project_key\":\"p\",\"files\":[{\"path\":\"../x\",\"size\":0,\"executable\":false,"
                        + "\"link\":\"y\"}]}");
        assertTrue(talk.failure("malformed_message").message().contains("'../x'"));
        talk.say(new ClientMessage.Hello(List.of(1), "again", 1 << 20));
        talk.failure("out_of_order");
        talk.say(new ClientMessage.Fetch("t-1", Digest.of(new byte[0]), 0));
        talk.failure("wrong_channel");

        assertEquals(2, talk.sync(PROJECT).files());
        talk.close();
    }

    @Test
    void endsASessionThatSaysNothingButNonsense() throws Exception {
        Talk talk = bench.open("joe");
        for (int i = 1; i < 8; i++) {
            talk.sayRaw("?");
            assertTrue(!talk.failure("malformed_message").fatal());
        }
        talk.data(new byte[] {1});

        assertTrue(talk.failure("malformed_message").fatal());
        talk.end();
    }

    @Test
    void endsASessionWhoseUploadNobodyAskedFor() throws Exception {
        Talk talk = bench.open("kim");
        talk.upload(new byte[] {1, 2, 3});

        assertTrue(talk.failure("blob_refused").fatal());
        talk.end();
    }

    @Test
    void keepsNothingOfAnUploadWithAnotherContent() throws Exception {
        Talk talk = bench.open("lea");
        Digest promised = talk.announce(Map.of("a.txt", "truth")).getFirst().sha256();
        talk.say(new ClientMessage.Upload(new Blob(promised, 5, 0, Blob.Encoding.IDENTITY)));
        talk.data("lies!".getBytes(StandardCharsets.UTF_8));
        assertTrue(talk.failure("blob_corrupt").fatal());
        talk.end();

        Talk again = bench.open("lea");
        assertEquals(0, again.announce(Map.of("a.txt", "truth")).getFirst().offset());
        again.close();
    }

    @Test
    void goesOnWithAnUploadWhereTheLastSessionBroke() throws Exception {
        byte[] content = new byte[100_000];
        Arrays.fill(content, (byte) 'x');
        Map<String, String> files = Map.of("big.txt", new String(content, StandardCharsets.US_ASCII));
        Talk talk = bench.open("mia");
        Digest digest = talk.announce(files).getFirst().sha256();
        talk.say(new ClientMessage.Upload(new Blob(digest, content.length, 0, Blob.Encoding.IDENTITY)));
        talk.data(Arrays.copyOf(content, 60_000));
        talk.sayRaw("cut");
        talk.failure("unexpected_message");
        talk.end();

        Talk again = bench.open("mia");
        assertEquals(60_000, again.announce(files).getFirst().offset());
        again.close();
    }

    @Test
    void refusesAnUploadAfterTheLastMissingFile() throws Exception {
        Talk talk = bench.open("quy");
        talk.sync(PROJECT);
        talk.upload("surplus".getBytes(StandardCharsets.UTF_8));

        assertTrue(talk.failure("blob_refused").fatal());
        talk.end();
    }

    @Test
    void replacesAnUnfinishedSyncByTheNextOne() throws Exception {
        Talk talk = bench.open("ron");
        byte[] first = "one".getBytes(StandardCharsets.UTF_8);
        assertEquals(2, talk.announce(Map.of("a.txt", "one", "b.txt", "two")).size());
        talk.upload(first);

        // The uploaded file is kept: the second list needs it too.
        List<MachineMessage.SyncNeed.Missing> missing = talk.announce(Map.of("a.txt", "one", "c.txt", "three"));
        assertEquals(
                List.of(Digest.of("three".getBytes(StandardCharsets.UTF_8))),
                missing.stream().map(MachineMessage.SyncNeed.Missing::sha256).toList());
        talk.upload("three".getBytes(StandardCharsets.UTF_8));
        MachineMessage.SyncDone done = talk.hear(MachineMessage.SyncDone.class);
        assertEquals(2, done.files());
        assertEquals(5, done.receivedBytes());
        talk.close();
    }

    @Test
    void replacesASyncThatWaitsForABuild() throws Exception {
        Talk talk = bench.open("sue");
        talk.sync(ENDLESS);
        talk.build("t-wait", "esp32c3");
        talk.hear(MachineMessage.Accepted.class);
        talk.eventsUntilLine("tick");
        talk.say(new ClientMessage.Sync("project", List.of(ProjectFile.link("first", "CMakeLists.txt"))));
        talk.say(new ClientMessage.Sync("other", List.of(ProjectFile.link("second", "CMakeLists.txt"))));

        // The sync of another project does not wait, and the first one is never answered.
        assertEquals(1, talk.next(MachineMessage.SyncDone.class).files());
        talk.say(new ClientMessage.Cancel("t-wait"));
        assertEquals(TaskResult.Status.CANCELED, talk.finished().result().status());
        assertEquals(0, talk.sync(ENDLESS).written());
        talk.close();
    }

    @Test
    void releasesTheWorkspaceWhenTheClientGoesDuringASync() throws Exception {
        Talk talk = bench.open("tom");
        assertEquals(1, talk.announce(Map.of("a.txt", "one")).size());
        talk.close();
        talk.end();

        Talk again = bench.open("tom");
        assertEquals(1, again.sync(Map.of("a.txt", "one")).written());
        again.close();
    }

    @Test
    void reportsAListThatBreaksARuleAndTakesTheNextOne() throws Exception {
        Talk talk = bench.open("uma");
        talk.say(new ClientMessage.Sync("project", List.of(ProjectFile.link("build/x", "y"))));
        MachineMessage.Failure failure = talk.hear(MachineMessage.Failure.class);
        assertTrue(!failure.fatal(), failure::message);

        assertEquals(2, talk.sync(PROJECT).files());
        talk.close();
    }

    @Test
    void saysGoodbyeWhenItsTimeIsOver() throws Exception {
        Talk talk = bench.link("ned", SessionBench.BOTH, 2);
        long closesAt = talk.greet().closesAt();
        String reason = talk.hear(MachineMessage.Goodbye.class).reason();

        assertTrue(String.valueOf(reason).contains("time is over"), reason);
        assertTrue(Instant.now().getEpochSecond() >= closesAt - 1);
        assertEquals(new SessionEnd.Completed("its time is over", 0), talk.end());
    }

    @Test
    void saysWhichGrantedChannelItHasNoHandlerFor() throws Exception {
        Talk talk = bench.link("ola", List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE, ChannelName.PTY), 600);
        talk.greet();

        assertTrue(talk.failure("channel_rejected").message().startsWith("channel pty was rejected"));
        talk.close();
    }

    @Test
    void tellsEverySessionThatTheMachineStops() throws Exception {
        Talk talk = bench.open("pia");
        Thread stopping = Thread.ofVirtual().start(() -> {
            try {
                bench.sessions.endAll("stopping");
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        });
        assertEquals("stopping", talk.hear(MachineMessage.Goodbye.class).reason());
        stopping.join();
        assertEquals(new SessionEnd.Completed("stopping", 0), talk.end());
    }

    private static Artifact artifact(TaskResult result, Artifact.Role role) {
        return result.artifacts().stream()
                .filter(artifact -> artifact.role() == role)
                .findFirst()
                .orElseThrow();
    }
}
