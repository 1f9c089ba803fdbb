package dev.aegis.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.agent.execution.BuildLimits;
import dev.aegis.agent.execution.TestLimits;
import dev.aegis.agent.sandbox.SandboxLimits;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.TaskResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Builds that succeed, and leave something other than firmware.
@Timeout(120)
class HostileBuildTest {
    private static final String ARGS = "build/flasher_args.json";

    @TempDir
    Path base;

    private BuildBench bench;

    @BeforeEach
    void open() {
        bench = new BuildBench(
                base, base.resolve("workspaces"), new BuildLimits(littleLog(), 1, 1024 * 1024, 4 * 1024 * 1024));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ln -sf /idf/version.txt build/app.bin",
                "rm build/app.bin; mkfifo build/app.bin",
                "rm build/app.bin; mkdir build/app.bin",
                "rm -r build/bootloader; ln -s /idf build/bootloader",
                "rm build/app.bin",
                "truncate -s 2M build/app.bin",
                "ln -sf /etc/passwd build/flasher_args.json",
                "rm build/flasher_args.json; mkfifo build/flasher_args.json",
                "rm build/flasher_args.json",
                "truncate -s 8M build/flasher_args.json",
                "rm -r build; ln -s /idf build",
            })
    void refusesWhatIsNoPlainFile(String trick) throws Exception {
        bench.files.put("after.sh", "cd /src/_/_/_/_/_/_/_/_/_/_; " + trick + "\n");
        refused();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\\\"0x0\\\": \\\"../../../secret\\\"}",
                "{\\\"0x0\\\": \\\"/etc/passwd\\\"}",
                "{\\\"0x0\\\": \\\"a\\\\u0000b\\\"}",
                "{\\\"-1\\\": \\\"app.bin\\\"}",
                "{\\\"0x1ffffffff\\\": \\\"app.bin\\\"}",
                "{\\\"0x0\\\": \\\"app.bin\\\", \\\"0x10000\\\": \\\"app.bin\\\"}",
                "{\\\"0x0\\\": \\\"app.bin\\\", \\\"0x00\\\": \\\"app.elf\\\"}",
                "{\\\"0x0\\\": null}",
                "{}",
                "[]",
            })
    void refusesHostileOffsetsAndPaths(String files) throws Exception {
        bench.files.put(
                "after.sh",
                "cd /src/_/_/_/_/_/_/_/_/_/_; printf '%s' \"{\\\"flash_files\\\": " + files + "}\" >" + ARGS + "\n");
        refused();
    }

    @Test
    void leavesOutAnOddFileThatIsOnlyGoodToHave() throws Exception {
        bench.files.put(
                "after.sh",
                "cd /src/_/_/_/_/_/_/_/_/_/_; ln -sf /etc/passwd build/app.map; rm sdkconfig; mkfifo sdkconfig\n");
        BuildBench.Ran ran = bench.build();
        assertEquals(TaskResult.Status.SUCCEEDED, ran.result().status(), ran.text());
        assertFalse(ran.result().artifacts().stream()
                .anyMatch(artifact ->
                        artifact.role() == Artifact.Role.MAP || artifact.role() == Artifact.Role.SDKCONFIG));
    }

    @Test
    void endsALogFloodAndBlamesTheProject() throws Exception {
        bench.files.put("before.sh", "yes flood\n");
        TaskResult result = bench.build().result();
        assertEquals(TaskResult.Status.FAILED, result.status());
        assertEquals(Fault.PROJECT, result.fault());
        assertTrue(String.valueOf(result.reason()).contains("of log"), result.reason());
    }

    @Test
    void blamesTheMachineForTooLittleMemory() throws Exception {
        bench.files.put("before.sh", "exec python3 -c 'x = [bytearray(16 << 20) for _ in range(64)]'\n");
        bench.sync();
        BuildTask task = bench.start(
                bench.request("esp32c3", dev.aegis.protocol.session.Profile.DEBUG),
                new BuildResources(1, 128L * 1024 * 1024, 60));
        BuildBench.Ran ran = BuildBench.await(task);
        assertEquals(Fault.INFRASTRUCTURE, ran.result().fault(), ran.text());
        assertTrue(String.valueOf(ran.result().reason()).contains("memory"), ran.text());
    }

    @Test
    void ignoresAProjectThatClaimsAFullDisk() throws Exception {
        bench.files.put("before.sh", "echo 'No space left on device'; exit 1\n");
        assertEquals(Fault.PROJECT, bench.build().result().fault());
    }

    @Test
    void aReplacedBuildDirectoryHarmsNoLaterBuild() throws Exception {
        bench.files.put("after.sh", "cd /src/_/_/_/_/_/_/_/_/_/_; rm -r build; ln -s /tmp build\n");
        refused();
        bench.files.remove("after.sh");
        Files.delete(bench.workspace().project().resolve("build"));
        BuildBench.Ran ran = bench.build();
        assertEquals(TaskResult.Status.SUCCEEDED, ran.result().status(), ran.text());
    }

    private static SandboxLimits littleLog() {
        SandboxLimits standard = TestLimits.SANDBOX;
        return new SandboxLimits(
                standard.group(),
                standard.disk(),
                standard.openFiles(),
                standard.fileBytes(),
                standard.temporaryBytes(),
                standard.wallTime(),
                512 * 1024);
    }

    private void refused() throws InterruptedException {
        BuildBench.Ran ran = bench.build();
        assertEquals(TaskResult.Status.FAILED, ran.result().status(), ran.text());
        assertEquals(Fault.PROJECT, ran.result().fault(), ran.text());
        assertTrue(ran.result().artifacts().isEmpty());
        assertTrue(String.valueOf(ran.result().reason()).contains("build"), ran.text());
    }
}
