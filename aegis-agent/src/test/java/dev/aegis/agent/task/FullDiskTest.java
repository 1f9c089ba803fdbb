package dev.aegis.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aegis.agent.execution.BuildLimits;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
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

    @Test
    void opensWhenTheEndOfAnInterruptedTaskCannotBeWritten() throws Exception {
        BuildBench.Ran ran = bench.build();
        Path log = bench.workspaces.taskHome("user-1", ran.task().taskId()).resolve(TaskLog.NAME);
        fillLastPage(log);
        try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
            assertThrows(IOException.class, () -> filler.write(new byte[16 * 1024 * 1024]));
        }

        bench.tasks = BuildTasks.open(
                bench.workspaces, bench.store, bench.sandbox, BuildLimits.standard(1), Clock.systemUTC());
        TaskResult result = bench.tasks
                .find("user-1", ran.task().taskId())
                .orElseThrow()
                .result()
                .orElseThrow();
        assertEquals(Fault.INFRASTRUCTURE, result.fault());
    }

    /// Leaves a log without its end, and of whole pages: an appended line needs a page of its own.
    private static void fillLastPage(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        Files.write(log, lines.subList(0, lines.size() - 1));
        int seq = lines.size();
        int empty = WireJson.bytes(new TaskEvent.Log(seq, 0, "stdout", "")).length + 1;
        int missing = 2 * 4096 - (int) (Files.size(log) % 4096) - empty;
        byte[] line = WireJson.bytes(new TaskEvent.Log(seq, 0, "stdout", "x".repeat(missing)));
        Files.write(log, line, StandardOpenOption.APPEND);
        Files.writeString(log, "\n", StandardOpenOption.APPEND);
        assertEquals(0, Files.size(log) % 4096);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
