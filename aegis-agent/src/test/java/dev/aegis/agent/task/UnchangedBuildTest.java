package dev.aegis.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.agent.workspace.ProjectTree;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Phase;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.ProjectFile;
import dev.aegis.protocol.session.TaskResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Builds whose inputs are those of the last success: the machine returns its files without `idf.py`.
@Timeout(120)
class UnchangedBuildTest {
    private static final String ANSWER =
            "nothing changed since the last build, so idf.py does not run; to run it: espctl build --force";

    @TempDir
    Path base;

    private BuildBench bench;

    @BeforeEach
    void buildOnce() throws Exception {
        bench = new BuildBench(base);
        bench.files.put("before.sh", "date +%s%N >&2\n");
        BuildBench.Ran first = bench.build();
        assertEquals(TaskResult.Status.SUCCEEDED, first.result().status(), first.text());
        assertFalse(first.lines().contains(ANSWER));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void returnsTheFilesOfTheLastBuild() throws Exception {
        List<Artifact> before = bench.build("esp32c3", Profile.DEBUG).result().artifacts();

        BuildBench.Ran again = bench.build();

        assertEquals(TaskResult.Status.SUCCEEDED, again.result().status());
        assertEquals(List.of(ANSWER), again.lines());
        assertEquals(List.of(Phase.QUEUED, Phase.CONFIGURING, Phase.PACKAGING), again.phases());
        assertEquals(before, again.result().artifacts());
        Artifact firmware = again.result().artifacts().getFirst();
        Path kept = again.task().artifact(firmware.sha256()).orElseThrow();
        assertEquals(firmware.size(), Files.size(kept));
    }

    @Test
    void runsWhenItIsAskedTo() throws Exception {
        assertTrue(runs(options(MachineOptions.DEFAULT.withForce(true))));
        assertTrue(runs(options(MachineOptions.DEFAULT.withClean())));
        assertTrue(runs(options(MachineOptions.DEFAULT.withSetTarget())));
        assertFalse(runs(options(MachineOptions.DEFAULT)));
    }

    @Test
    void runsWhenAnotherResultIsAskedFor() throws Exception {
        assertTrue(runs(options(MachineOptions.DEFAULT.withAppVersion("v2"))));
        assertTrue(runs(bench.request("esp32c3", Profile.DEBUG, "X=1")));
        assertTrue(runs(bench.request("esp32c3", Profile.RELEASE)));
        assertTrue(runs(bench.request("esp32c6", Profile.DEBUG)));
        assertFalse(runs(bench.request("esp32c6", Profile.DEBUG)));
    }

    @Test
    void runsWhenAFileChangesAndWhenItChangesBack() throws Exception {
        String before = bench.files.put("main/main.c", "int main(void) { return 1; }\n");
        assertTrue(runs());
        bench.files.put("main/main.c", before);
        assertTrue(runs());
        bench.files.put("docs/notes.txt", "new\n");
        assertTrue(runs());
        bench.files.remove("docs/notes.txt");
        assertTrue(runs());
        assertFalse(runs());
    }

    @Test
    void runsWhenALinkPointsElsewhere() throws Exception {
        bench.sync(List.of(ProjectFile.link("docs/current.c", "../main/main.c")));
        assertTrue(isRun(BuildBench.await(bench.start(bench.request("esp32c3", Profile.DEBUG)))));
        bench.sync(List.of(ProjectFile.link("docs/current.c", "../CMakeLists.txt")));
        assertTrue(isRun(BuildBench.await(bench.start(bench.request("esp32c3", Profile.DEBUG)))));
    }

    @Test
    void runsAfterABuildThatFailed() throws Exception {
        String before = bench.files.put("before.sh", "exit 3\n");
        assertEquals(TaskResult.Status.FAILED, bench.build().result().status());
        bench.files.put("before.sh", before);

        assertTrue(runs());
        assertFalse(runs());
    }

    @Test
    void runsWhenAFileOfTheBuildIsGoneOrChanged() throws Exception {
        String firmware = bench.build().result().artifacts().stream()
                .filter(artifact -> artifact.role() == Artifact.Role.FIRMWARE)
                .findFirst()
                .orElseThrow()
                .path();
        try (ProjectTree project = bench.workspace().openProject()) {
            assertTrue(project.remove(firmware));
        }
        assertTrue(runs());
        assertFalse(runs());
        try (ProjectTree project = bench.workspace().openProject()) {
            Path other = project.newFile();
            Files.writeString(other, "damaged");
            project.place(other, firmware, false);
        }
        assertTrue(runs());
    }

    private ClientMessage.Build options(MachineOptions options) {
        return bench.request("esp32c3", Profile.DEBUG).with(options);
    }

    private boolean runs() throws InterruptedException {
        return runs(bench.request("esp32c3", Profile.DEBUG));
    }

    private boolean runs(ClientMessage.Build request) throws InterruptedException {
        bench.sync();
        return isRun(BuildBench.await(bench.start(request)));
    }

    private static boolean isRun(BuildBench.Ran ran) {
        assertEquals(TaskResult.Status.SUCCEEDED, ran.result().status(), ran.text());
        return !ran.lines().contains(ANSWER);
    }
}
