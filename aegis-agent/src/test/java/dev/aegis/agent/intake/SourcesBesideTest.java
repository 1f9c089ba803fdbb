package dev.aegis.agent.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.session.ProjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of a project that lie beside it, in the workspace.
class SourcesBesideTest {
    @TempDir
    Path base;

    private IntakeBench bench;

    @BeforeEach
    void open() {
        bench = new IntakeBench(base.resolve("workspaces"));
        bench.files.put("../components/x/x.c", "int x;\n");
        bench.files.put("../../lib/y.c", "int y;\n");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void keepsEachLevelInADirectoryOfItsOwn() throws Exception {
        assertEquals(4, bench.sync().uploaded());

        assertEquals("int x;\n", Files.readString(above(1).resolve("components/x/x.c")));
        assertEquals("int y;\n", Files.readString(above(2).resolve("lib/y.c")));
        assertEquals(2, bench.workspace().highestLevel());
    }

    @Test
    void uploadsOnlyWhatChanged() throws Exception {
        bench.sync();
        assertEquals(0, bench.sync().uploaded());

        bench.files.put("../components/x/x.c", "int x2;\n");
        IntakeBench.Synced changed = bench.sync();

        assertEquals(1, changed.uploaded());
        assertEquals(1, changed.counts().written());
        assertEquals("int x2;\n", Files.readString(above(1).resolve("components/x/x.c")));
    }

    @Test
    void movesAFileFromTheProjectBesideItWithoutAnUpload() throws Exception {
        bench.sync();
        bench.files.put("../components/main.c", bench.files.remove("main/main.c"));

        assertEquals(0, bench.sync().uploaded());
        assertTrue(Files.exists(above(1).resolve("components/main.c")));
    }

    @Test
    void removesWhatIsNoLongerListed() throws Exception {
        bench.sync();
        bench.files.remove("../components/x/x.c");
        Files.writeString(above(2).resolve("lib/made.txt"), "by a build");

        assertEquals(1, bench.sync().counts().removed());
        assertFalse(Files.exists(above(1).resolve("components")), "the empty directories went too");
        assertTrue(Files.exists(above(2).resolve("lib/made.txt")), "files of builds stay");
    }

    @Test
    void linksMayLeadBesideTheProject() throws Exception {
        bench.links.add(ProjectFile.link("components", "../components"));
        bench.links.add(ProjectFile.link("../../apps", "_"));
        bench.sync();

        assertEquals(0, bench.sync().counts().written());
        assertEquals(
                "../components",
                Files.readSymbolicLink(bench.project().resolve("components")).toString());
        assertTrue(Files.isSymbolicLink(above(2).resolve("apps")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../_",
                "../_/main.c",
                "../../_/x",
                "a/../../x",
                "../a/../../../../../../../../../../../../etc/passwd",
                "../../../../../../../../../../x",
                "..",
                "../",
                "../..",
                "../.",
                "..//x",
                "/../x",
            })
    void refusesAHostilePath(String path) throws IOException {
        bench.files.put(path, "x");
        assertThrows(RuntimeException.class, bench::sync);
        assertFalse(Files.exists(bench.project().resolve("CMakeLists.txt")), "nothing was written");
    }

    @Test
    void writesNothingThroughALinkOfABuild() throws Exception {
        bench.sync();
        Path secret = Files.createDirectories(base.resolve("outside"));
        Files.delete(above(1).resolve("components/x/x.c"));
        Files.delete(above(1).resolve("components/x"));
        Files.createSymbolicLink(above(1).resolve("components/x"), secret);
        bench.sync();

        try (var inside = Files.list(secret)) {
            assertEquals(0, inside.count());
        }
        assertTrue(Files.isDirectory(above(1).resolve("components/x"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void emptyingAWorkspaceEmptiesEveryLevel() throws Exception {
        bench.sync();
        bench.workspace().clear();

        for (int level : new int[] {1, 2}) {
            try (var left = Files.list(above(level))) {
                assertEquals(0, left.count());
            }
        }
        assertEquals(4, bench.sync().uploaded());
    }

    private Path above(int level) {
        return bench.workspace().above(level);
    }
}
