package dev.aegis.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.agent.execution.BuildLimits;
import dev.aegis.agent.execution.TestLimits;
import dev.aegis.agent.sandbox.SandboxLimits;
import dev.aegis.agent.sandbox.disk.DiskLimits;
import dev.aegis.agent.sandbox.disk.DiskReserve;
import dev.aegis.agent.sandbox.disk.SmallDisk;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Builds on a small workspace disk: one that fills the disk itself, and one that finds too little space.
@Timeout(120)
class FullDiskTest {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final DiskReserve NO_RESERVE = new DiskReserve(0, 0);

    @TempDir
    Path base;

    /// A build machine whose workspaces are on a small disk.
    private record SmallMachine(SmallDisk disk, BuildBench bench) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            bench.close();
            disk.close();
        }
    }

    private SmallMachine open(long bytes, DiskLimits limits, DiskReserve reserve) throws Exception {
        SmallDisk disk = SmallDisk.mount(base.resolve("disk"), bytes, 20_000);
        SandboxLimits standard = TestLimits.SANDBOX;
        BuildLimits build = new BuildLimits(
                SandboxLimits.standard(standard.group(), limits, standard.wallTime()), 1, MEBIBYTE, 4 * MEBIBYTE);
        return new SmallMachine(disk, new BuildBench(base, disk.root().resolve("workspaces"), build, reserve));
    }

    @Test
    void blamesTheProjectThatWritesOverItsLimit() throws Exception {
        try (SmallMachine machine = open(256 * MEBIBYTE, new DiskLimits(32 * MEBIBYTE, 5000), NO_RESERVE)) {
            machine.bench().files.put("before.sh", "head -c 200000000 /dev/zero >fill\n");
            TaskResult result = machine.bench().build().result();
            assertEquals(Fault.PROJECT, result.fault(), result.toString());
            assertTrue(
                    String.valueOf(result.reason()).matches("the build wrote \\d+ MB to disk, .* limit of 32 MB, .*"),
                    result.reason());
            assertTrue(String.valueOf(result.hint()).contains("espctl build"), result.hint());
        }
    }

    @Test
    void blamesTheProjectThatCreatesTooManyFiles() throws Exception {
        try (SmallMachine machine = open(256 * MEBIBYTE, new DiskLimits(64 * MEBIBYTE, 500), NO_RESERVE)) {
            machine.bench().files.put("before.sh", "for i in $(seq 10000); do : >$i; done\n");
            TaskResult result = machine.bench().build().result();
            assertEquals(Fault.PROJECT, result.fault(), result.toString());
            assertTrue(
                    String.valueOf(result.reason()).matches("the build created \\d+ files, .* limit of 500 files, .*"),
                    result.reason());
        }
    }

    /// The compiler reports a full disk before the guard measures.
    @Test
    void blamesTheProjectThatFillsTheDiskOverItsLimit() throws Exception {
        try (SmallMachine machine = open(8 * MEBIBYTE, new DiskLimits(4 * MEBIBYTE, 5000), NO_RESERVE)) {
            machine.bench().files.put("before.sh", "head -c 100000000 /dev/zero >fill\n");
            BuildBench.Ran ran = machine.bench().build();
            assertEquals(TaskResult.Status.FAILED, ran.result().status());
            assertEquals(Fault.PROJECT, ran.result().fault(), ran.text());
        }
    }

    @Test
    void givesTheSpaceBack() throws Exception {
        try (SmallMachine machine = open(64 * MEBIBYTE, new DiskLimits(16 * MEBIBYTE, 5000), NO_RESERVE)) {
            machine.bench()
                    .files
                    .put(
                            "before.sh",
                            "cd /src/_/_/_/_/_/_/_/_/_/_; mkdir -m 0 closed; head -c 30000000 /dev/zero >fill\n");
            assertEquals(Fault.PROJECT, machine.bench().build().result().fault());
            long free = Files.getFileStore(machine.disk().root()).getUsableSpace();
            assertTrue(free > 60 * MEBIBYTE, "free: " + free);
            machine.bench().files.remove("before.sh");
            BuildBench.Ran next = machine.bench().build();
            assertEquals(TaskResult.Status.SUCCEEDED, next.result().status(), next.text());
        }
    }

    @Test
    void blamesTheMachineWhoseDiskIsSmallerThanTheLimit() throws Exception {
        try (SmallMachine machine = open(8 * MEBIBYTE, TestLimits.DISK, NO_RESERVE)) {
            machine.bench().files.put("before.sh", "head -c 100000000 /dev/zero >fill\n");
            BuildBench.Ran ran = machine.bench().build();
            assertEquals(Fault.INFRASTRUCTURE, ran.result().fault(), ran.text());
            assertTrue(String.valueOf(ran.result().reason()).contains("disk is full"), ran.text());
        }
    }

    @Test
    void blamesTheMachineWhoseReserveIsReached() throws Exception {
        try (SmallMachine machine = open(256 * MEBIBYTE, TestLimits.DISK, new DiskReserve(64 * MEBIBYTE, 0))) {
            machine.bench().files.put("before.sh", "for i in $(seq 240); do head -c 1000000 /dev/zero >$i; done\n");
            BuildBench.Ran ran = machine.bench().build();
            assertEquals(Fault.INFRASTRUCTURE, ran.result().fault(), ran.text());
            assertTrue(String.valueOf(ran.result().reason()).contains("nearly full"), ran.text());
        }
    }

    @Test
    void keepsTheOutputOfABuildThatDoesNotStart() throws Exception {
        try (SmallMachine machine = open(64 * MEBIBYTE, TestLimits.DISK, new DiskReserve(0, 4000))) {
            machine.bench().build();
            Path others = Files.createDirectory(machine.disk().root().resolve("others"));
            for (int number = 0; number < 15_000; number++) {
                Files.createFile(others.resolve(Integer.toString(number)));
            }
            machine.bench().sync();
            BuildBench.Ran ran = BuildBench.await(machine.bench()
                    .start(machine.bench()
                            .request("esp32c3", Profile.DEBUG)
                            .with(MachineOptions.DEFAULT.withForce(true))));
            assertEquals(Fault.INFRASTRUCTURE, ran.result().fault(), ran.text());
            assertTrue(String.valueOf(ran.result().reason()).contains("inodes are free"), ran.text());
            assertTrue(Files.exists(machine.bench().workspace().project().resolve("build")));
        }
    }

    @Test
    void takesNothingInThatDoesNotFit() throws Exception {
        try (SmallMachine machine = open(8 * MEBIBYTE, TestLimits.DISK, NO_RESERVE)) {
            machine.bench().sync();
            String before =
                    Files.readString(machine.bench().workspace().project().resolve("main/main.c"));
            machine.bench().files.put("main/main.c", "changed\n");
            machine.bench().files.put("large", "x".repeat(16 * 1024 * 1024));
            WorkspaceException full = assertThrows(WorkspaceException.class, machine.bench()::sync);
            assertEquals(WorkspaceException.FULL, full.code());
            assertEquals(
                    before,
                    Files.readString(machine.bench().workspace().project().resolve("main/main.c")));
            assertFalse(Files.exists(machine.bench().workspace().project().resolve("large")));
        }
    }

    @Test
    void opensWhenTheEndOfAnInterruptedTaskCannotBeWritten() throws Exception {
        try (SmallMachine machine = open(8 * MEBIBYTE, TestLimits.DISK, NO_RESERVE)) {
            BuildBench bench = machine.bench();
            BuildBench.Ran ran = bench.build();
            Path log = bench.workspaces.taskHome("user-1", ran.task().taskId()).resolve(TaskLog.NAME);
            fillLastPage(log);
            try (OutputStream filler =
                    Files.newOutputStream(machine.disk().root().resolve("filler"))) {
                assertThrows(IOException.class, () -> filler.write(new byte[16 * 1024 * 1024]));
            }

            bench.tasks =
                    BuildTasks.open(bench.workspaces, bench.store, bench.sandbox, TestLimits.of(1), Clock.systemUTC());
            TaskResult result = bench.tasks
                    .find("user-1", ran.task().taskId())
                    .orElseThrow()
                    .result()
                    .orElseThrow();
            assertEquals(Fault.INFRASTRUCTURE, result.fault());
        }
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
}
