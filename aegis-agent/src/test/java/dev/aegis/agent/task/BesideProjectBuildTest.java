package dev.aegis.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.agent.execution.TestLimits;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.ProjectPlace;
import dev.aegis.protocol.session.SandboxPaths;
import dev.aegis.protocol.session.TaskResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Builds with sources beside the project, in the real sandbox.
@Timeout(120)
class BesideProjectBuildTest {
    @TempDir
    Path base;

    private BuildBench bench;
    private int number;

    @BeforeEach
    void open() {
        bench = new BuildBench(base, base.resolve("workspaces"), TestLimits.of(2));
        bench.files.put("../lib/y.h", "level one\n");
        bench.files.put("../../lib/y.h", "level two\n");
        bench.files.put("../../../../../../../../../lib/y.h", "level nine\n");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void relativePathsLeadToTheirLevel() throws Exception {
        BuildBench.Ran ran = ran("cat ../lib/y.h ../../lib/y.h ../../../../../../../../../lib/y.h; pwd", null);

        assertTrue(ran.text().contains("level one"), ran.text());
        assertTrue(ran.text().contains("level two"), ran.text());
        assertTrue(ran.text().contains("level nine"), ran.text());
        assertTrue(ran.text().lines().anyMatch(line -> line.endsWith("/project")), ran.text());
    }

    @Test
    void theProjectHasThePlaceOfEveryProject() throws Exception {
        bench.files.keySet().removeIf(path -> path.startsWith("../"));
        BuildBench.Ran alone = ran("test $(pwd) = " + SandboxPaths.PROJECT + " && echo at the place", null);

        assertTrue(alone.text().contains("at the place"), alone.text());
    }

    @Test
    void logLinesShowThePathsThatUsersRead() throws Exception {
        BuildBench.Ran ran = ran("echo $(dirname $(pwd))/lib/y.h:3:1: error: no", null);

        assertTrue(ran.text().contains("/project/../lib/y.h:3:1: error: no"), ran.text());
    }

    @Test
    void aDirectoryAboveMayKeepItsName() throws Exception {
        ProjectPlace place = new ProjectPlace(List.of("_", "mylib"), Map.of());
        BuildBench.Ran ran = ran("basename $(dirname $(dirname $(pwd))); cat ../../lib/y.h", place);

        assertTrue(ran.text().contains("mylib"), ran.text());
        assertTrue(ran.text().contains("level two"), ran.text());
    }

    @Test
    void aVariableLeadsToTheFoldersPlace() throws Exception {
        ProjectPlace place = new ProjectPlace(List.of(), Map.of("SHARED", "${PROJECT}/../../lib", "BOARD", "devkit"));
        BuildBench.Ran ran = ran("cat $SHARED/y.h; echo board $BOARD", place);

        assertTrue(ran.text().contains("level two"), ran.text());
        assertTrue(ran.text().contains("board devkit"), ran.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATH", "LD_PRELOAD", "PYTHONPATH", "IDF_PATH", "CCACHE_DIR", "HOME", "A B", "1A"})
    void aVariableOfTheBuildIsNotTheClients(String name) {
        assertThrows(IllegalArgumentException.class, () -> new ProjectPlace(List.of(), Map.of(name, "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "", "/etc", "a\nb"})
    void aParentsNameIsOneName(String name) {
        assertThrows(IllegalArgumentException.class, () -> new ProjectPlace(List.of(name), Map.of()));
    }

    /// A build leaves a link to a directory of the machine where a later build's mount point will be.
    @Test
    void aLinkOfABuildIsNoMountPoint() throws Exception {
        ran("ln -s /etc ../../mylib; ln -s / ../../../escape", null);
        Path left = bench.workspace().above(2).resolve("mylib");
        assertTrue(Files.isSymbolicLink(left), "the build could leave it");

        BuildBench.Ran ran = ran("cat ../lib/y.h", new ProjectPlace(List.of("mylib"), Map.of()));

        assertTrue(ran.text().contains("level one"), ran.text());
        assertTrue(Files.isDirectory(left, LinkOption.NOFOLLOW_LINKS));
        assertFalse(Files.exists(Path.of("/etc/_")));
    }

    @Test
    void anotherPlaceStartsClean() throws Exception {
        ran("touch build/of-before", null);
        BuildBench.Ran same = ran("ls build", null);
        assertTrue(same.text().contains("of-before"), same.text());

        BuildBench.Ran other = ran("ls build", new ProjectPlace(List.of("mylib"), Map.of()));
        assertFalse(other.text().contains("of-before"), other.text());
    }

    private BuildBench.Ran ran(String script, @Nullable ProjectPlace place) throws InterruptedException {
        bench.files.put("after.sh", "cd " + "$PWD; " + script + "\n");
        bench.sync();
        BuildBench.Ran ran = BuildBench.await(bench.start(new ClientMessage.Build(
                "beside-" + ++number,
                "project-1",
                "esp32c3",
                Profile.DEBUG,
                null,
                List.of(),
                MachineOptions.DEFAULT,
                place)));
        assertEquals(TaskResult.Status.SUCCEEDED, ran.result().status(), ran.text());
        return ran;
    }
}
