package dev.aegis.agent.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Blob;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.ProjectFile;
import dev.aegis.protocol.session.TaskResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The transfer of a project in a session: what is missing, uploads, and syncs that replace each other.
@Timeout(120)
class SessionSyncTest {
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
    void endsASessionAfterAnUploadWithoutASync() throws Exception {
        SessionClient client = bench.open("kim");
        client.upload(new byte[] {1, 2, 3});

        assertTrue(client.failure("blob_refused").fatal());
        client.end();
    }

    @Test
    void keepsNothingOfAnUploadWithAnotherContent() throws Exception {
        SessionClient client = bench.open("lea");
        Digest promised = client.announce(Map.of("a.txt", "truth")).getFirst().sha256();
        client.send(new ClientMessage.Upload(new Blob(promised, 5, 0, Blob.Encoding.IDENTITY)));
        client.data("lies!".getBytes(StandardCharsets.UTF_8));
        assertTrue(client.failure("blob_corrupt").fatal());
        client.end();

        SessionClient again = bench.open("lea");
        assertEquals(0, again.announce(Map.of("a.txt", "truth")).getFirst().offset());
        again.close();
    }

    @Test
    void continuesAnUploadWhereTheLastSessionEnded() throws Exception {
        byte[] content = new byte[100_000];
        Arrays.fill(content, (byte) 'x');
        Map<String, String> files = Map.of("big.txt", new String(content, StandardCharsets.US_ASCII));
        SessionClient client = bench.open("mia");
        Digest digest = client.announce(files).getFirst().sha256();
        client.send(new ClientMessage.Upload(new Blob(digest, content.length, 0, Blob.Encoding.IDENTITY)));
        client.data(Arrays.copyOf(content, 60_000));
        client.sendRaw("cut");
        client.failure("unexpected_message");
        client.end();

        SessionClient again = bench.open("mia");
        assertEquals(60_000, again.announce(files).getFirst().offset());
        again.close();
    }

    @Test
    void refusesAnUploadAfterTheLastMissingFile() throws Exception {
        SessionClient client = bench.open("quy");
        client.sync(PROJECT);
        client.upload("surplus".getBytes(StandardCharsets.UTF_8));

        assertTrue(client.failure("blob_refused").fatal());
        client.end();
    }

    @Test
    void replacesAnUnfinishedSyncByTheNextOne() throws Exception {
        SessionClient client = bench.open("ron");
        byte[] first = "one".getBytes(StandardCharsets.UTF_8);
        assertEquals(2, client.announce(Map.of("a.txt", "one", "b.txt", "two")).size());
        client.upload(first);

        // The uploaded file is kept: the second list needs it too.
        List<MachineMessage.SyncNeed.Missing> missing = client.announce(Map.of("a.txt", "one", "c.txt", "three"));
        assertEquals(
                List.of(Digest.of("three".getBytes(StandardCharsets.UTF_8))),
                missing.stream().map(MachineMessage.SyncNeed.Missing::sha256).toList());
        client.upload("three".getBytes(StandardCharsets.UTF_8));
        MachineMessage.SyncDone done = client.receive(MachineMessage.SyncDone.class);
        assertEquals(2, done.files());
        assertEquals(5, done.receivedBytes());
        client.close();
    }

    @Test
    void replacesASyncThatWaitsForABuild() throws Exception {
        SessionClient client = bench.open("sue");
        client.sync(ENDLESS);
        client.build("t-wait", "esp32c3");
        client.receive(MachineMessage.Accepted.class);
        client.eventsUntilLine("tick");
        client.send(new ClientMessage.Sync("project", List.of(ProjectFile.link("first", "CMakeLists.txt"))));
        client.send(new ClientMessage.Sync("other", List.of(ProjectFile.link("second", "CMakeLists.txt"))));

        // The sync of another project does not wait, and the first one is never answered.
        assertEquals(1, client.next(MachineMessage.SyncDone.class).files());
        client.send(new ClientMessage.Cancel("t-wait"));
        assertEquals(TaskResult.Status.CANCELED, client.finished().result().status());
        assertEquals(0, client.sync(ENDLESS).written());
        client.close();
    }

    @Test
    void releasesTheWorkspaceWhenTheClientGoesDuringASync() throws Exception {
        SessionClient client = bench.open("tom");
        assertEquals(1, client.announce(Map.of("a.txt", "one")).size());
        client.close();
        client.end();

        SessionClient again = bench.open("tom");
        assertEquals(1, again.sync(Map.of("a.txt", "one")).written());
        again.close();
    }

    @Test
    void reportsAListThatBreaksARuleAndTakesTheNextOne() throws Exception {
        SessionClient client = bench.open("uma");
        client.send(new ClientMessage.Sync("project", List.of(ProjectFile.link("build/x", "y"))));
        MachineMessage.Failure failure = client.receive(MachineMessage.Failure.class);
        assertTrue(!failure.fatal(), failure::message);

        assertEquals(2, client.sync(PROJECT).files());
        client.close();
    }
}
