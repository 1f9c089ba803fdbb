package dev.aegis.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.agent.execution.TestLimits;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.Phase;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import dev.aegis.store.VersionSpec;
import dev.aegis.testkit.ExampleProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real starter SDK and the example, through store, workspace and sandbox.
@Timeout(300)
class StarterBuildTest {
    private static final Path STARTER = Path.of("../starter-idf");

    @TempDir
    Path base;

    private BuildBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new BuildBench(
                base,
                base.resolve("workspaces"),
                TestLimits.of(2),
                TestLimits.RESERVE,
                STARTER,
                VersionSpec.read(STARTER.resolve("store-entry.json")));
        bench.files.clear();
        ExampleProject.named("hello_world")
                .files()
                .forEach((path, content) -> bench.files.put(path, new String(content, StandardCharsets.UTF_8)));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void buildsColdThenNothingThenOneFile() throws Exception {
        BuildBench.Ran cold = bench.build();
        assertEquals(TaskResult.Status.SUCCEEDED, cold.result().status(), cold.text());
        assertEquals(
                List.of(Artifact.Role.BOOTLOADER, Artifact.Role.PARTITIONS, Artifact.Role.FIRMWARE),
                cold.result().artifacts().stream().map(Artifact::role).limit(3).toList());
        assertEquals(
                List.of(0x0L, 0x8000L, 0x10000L),
                cold.result().artifacts().stream()
                        .map(Artifact::flashOffset)
                        .limit(3)
                        .toList());
        assertEquals(
                List.of(Phase.QUEUED, Phase.CONFIGURING, Phase.COMPILING, Phase.LINKING, Phase.PACKAGING),
                cold.phases());
        progressOfTheApplicationOnly(cold);

        BuildBench.Ran same = bench.build();
        assertEquals(0, same.compiled(), same.text());
        assertEquals(cold.result().artifacts(), same.result().artifacts(), "the same bytes");

        bench.files.computeIfPresent("main/hello_world_main.c", (path, text) -> text + "// edited\n");
        BuildBench.Ran edited = bench.build();
        assertEquals(TaskResult.Status.SUCCEEDED, edited.result().status(), edited.text());
        assertEquals(1, edited.compiled(), edited.text());
    }

    @Test
    void buildsTheSameBytesInEveryWorkspace() throws Exception {
        BuildBench.Ran first = bench.build();
        bench.workspaces.evict(bench.workspace().home());
        BuildBench.Ran second = bench.build();
        assertEquals(first.result().artifacts(), second.result().artifacts());
    }

    @Test
    void changesTheTarget() throws Exception {
        bench.build();
        BuildBench.Ran other = bench.build("esp32c6", Profile.DEBUG);
        assertEquals(TaskResult.Status.SUCCEEDED, other.result().status(), other.text());
        assertTrue(other.lines().contains("$ idf.py set-target esp32c6"), other.text());
    }

    @Test
    void optimisesAReleaseForSize() throws Exception {
        BuildBench.Ran debug = bench.build();
        BuildBench.Ran release = bench.build("esp32c3", Profile.RELEASE);
        assertEquals(TaskResult.Status.SUCCEEDED, release.result().status(), release.text());
        assertTrue(firmware(release).size() < firmware(debug).size(), release.text());
    }

    @Test
    void showsACompileErrorInTheProjectsOwnWords() throws Exception {
        bench.files.computeIfPresent("main/hello_world_main.c", (path, text) -> text + "broken\n");
        BuildBench.Ran ran = bench.build();
        assertEquals(Fault.PROJECT, ran.result().fault());
        String reason = String.valueOf(ran.result().reason());
        assertTrue(reason.startsWith("/project/main/hello_world_main.c:"), reason);
    }

    private static Artifact firmware(BuildBench.Ran ran) {
        return ran.result().artifacts().get(2);
    }

    private static void progressOfTheApplicationOnly(BuildBench.Ran ran) {
        List<TaskEvent.Progress> steps = ran.events().stream()
                .filter(TaskEvent.Progress.class::isInstance)
                .map(TaskEvent.Progress.class::cast)
                .toList();
        for (int i = 1; i < steps.size(); i++) {
            assertTrue(steps.get(i).done() > steps.get(i - 1).done(), steps.toString());
            assertEquals(steps.getFirst().total(), steps.get(i).total());
        }
        assertEquals(steps.getLast().total(), steps.getLast().done());
    }
}
