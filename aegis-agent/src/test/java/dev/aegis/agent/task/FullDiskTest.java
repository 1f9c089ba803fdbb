package dev.aegis.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aegis.agent.execution.BuildLimits;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A workspace disk that really is full: a small file system in memory, which only root can mount.
@Timeout(120)
class FullDiskTest {
    @TempDir
    Path base;

    private Path disk;
    private BuildBench bench;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(base.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=8m", "aegis-test", disk.toString()) == 0,
                "only root can mount a small disk");
        bench = new BuildBench(base, disk.resolve("workspaces"), BuildLimits.standard(1));
    }

    @AfterEach
    void unmount() throws Exception {
        if (bench != null) {
            bench.close();
            assertEquals(0, run("umount", disk.toString()));
        }
    }

    @Test
    void saysThatTheDiskIsFullWhenABuildFillsIt() throws Exception {
        bench.files.put("before.sh", "head -c 100000000 /dev/zero >fill\n");
        BuildBench.Ran ran = bench.build();
        assertEquals(TaskResult.Status.FAILED, ran.result().status());
        assertEquals(Fault.INFRASTRUCTURE, ran.result().fault(), ran.text());
        assertTrue(String.valueOf(ran.result().reason()).contains("disk is full"), ran.text());
    }

    @Test
    void takesNothingInThatDoesNotFit() throws Exception {
        bench.sync();
        String before = Files.readString(bench.workspace().project().resolve("main/main.c"));
        bench.files.put("main/main.c", "changed\n");
        bench.files.put("large", "x".repeat(16 * 1024 * 1024));
        WorkspaceException full = assertThrows(WorkspaceException.class, bench::sync);
        assertEquals(WorkspaceException.FULL, full.code());
        assertEquals(before, Files.readString(bench.workspace().project().resolve("main/main.c")));
        assertFalse(Files.exists(bench.workspace().project().resolve("large")));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
