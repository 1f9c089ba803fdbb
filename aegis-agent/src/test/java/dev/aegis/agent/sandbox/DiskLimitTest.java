package dev.aegis.agent.sandbox;

import static dev.aegis.agent.sandbox.SandboxUnderTest.MEBIBYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.agent.sandbox.disk.DiskGrowth;
import dev.aegis.agent.sandbox.disk.DiskLimits;
import dev.aegis.agent.sandbox.disk.DiskResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Limits for the disk use of one build, on the file system of the temporary directory.
@Timeout(120)
class DiskLimitTest {
    private static final DiskLimits LIMITS = new DiskLimits(64 * MEBIBYTE, 3000);

    @TempDir
    Path base;

    private SandboxUnderTest box;

    @BeforeEach
    void open() {
        box = new SandboxUnderTest(base);
    }

    @AfterEach
    void close() throws Exception {
        box.close();
        // JUnit cannot remove paths of any length.
        new ProcessBuilder("rm", "-r", box.project.toString()).start().waitFor();
    }

    @Test
    void endsABuildThatWritesManyLargeFiles() {
        exceeds(DiskResource.BYTES, python("""
                for number in range(200):
                    with open(f"/project/{number}", "wb") as file:
                        for _ in range(16):
                            file.write(bytes(1 << 20))
                print("wrote all")
                """));
    }

    @Test
    void endsABuildThatCreatesManyEmptyFiles() {
        exceeds(DiskResource.FILES, python("""
                for number in range(1_000_000):
                    open(f"/project/{number}", "wb").close()
                print("wrote all")
                """));
    }

    @Test
    void countsDirectoriesBelowTheLongestPath() {
        exceeds(DiskResource.FILES, python("""
                import os
                os.chdir("/project")
                for number in range(5000):
                    os.mkdir("deep")
                    os.chdir("deep")
                """));
    }

    /// The file is unlinked first. It stays open, or stays mapped after it was closed.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "for _ in range(4000): file.write(bytes(1 << 20))",
                "file.truncate(1 << 30); held = mmap.mmap(file.fileno(), 0); file.close()\n"
                        + "for page in range(0, 1 << 30, 4096): held[page] = 1",
            })
    void endsABuildThatFillsADeletedFile(String write) {
        SandboxUnderTest.Ran ran = python("""
                import mmap, os, time
                file = open("/project/hidden", "w+b")
                os.unlink("/project/hidden")
                %s
                print("wrote all", flush=True)
                time.sleep(600)
                """.formatted(write));
        assertInstanceOf(SandboxExit.DiskExceeded.class, ran.exit(), ran.output());
    }

    @Test
    void allowsASparseFileThatIsSmallOnDisk() {
        assertEquals(new SandboxExit.Exited(0), shell("truncate -s 1G sparse").exit());
    }

    @Test
    void countsAFileWithManyNamesOnce() {
        assertEquals(new SandboxExit.Exited(0), python("""
                        import os
                        with open("/project/0", "wb") as file:
                            file.write(bytes(10 << 20))
                        for number in range(1, 2000):
                            os.link("/project/0", f"/project/{number}")
                        """).exit());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void refusesABuildThatEndsBeforeTheNextLook(int code) {
        exceeds(DiskResource.BYTES, shell("head -c 80000000 /dev/zero >fill; exit " + code));
    }

    @Test
    void countsAllCommandsOfABuildTogether() {
        DiskGrowth growth = new DiskGrowth();
        assertEquals(new SandboxExit.Exited(0), run("head -c 40000000 /dev/zero >first", growth));
        assertInstanceOf(SandboxExit.DiskExceeded.class, run("head -c 40000000 /dev/zero >second", growth));
    }

    @Test
    void countsEachBuildByItself() {
        assertEquals(new SandboxExit.Exited(0), run("head -c 40000000 /dev/zero >first", new DiskGrowth()));
        assertEquals(new SandboxExit.Exited(0), run("head -c 40000000 /dev/zero >second", new DiskGrowth()));
    }

    @Test
    void countsWhatEarlierBuildsLeftAboveTheLimit() throws IOException {
        Files.write(box.project.resolve("old"), new byte[(int) (140 * MEBIBYTE)]);
        SandboxUnderTest.Ran ran = shell("echo ran");
        exceeds(DiskResource.BYTES, ran);
        assertEquals(List.of(), ran.lines(), "nothing ran");
    }

    @Test
    void leavesAnotherBuildAlone() throws Exception {
        Path other = Files.createDirectories(base.resolve("workspace/other"));
        box.own(other);
        CountDownLatch running = new CountDownLatch(1);
        SandboxCommand waits = new SandboxCommand(
                List.of("sh", "-c", "echo up; until test -e go; do :; done; head -c 1000000 /dev/zero >made"),
                Map.of("PATH", "/usr/bin"),
                List.of(Mount.writable(other, "/project")),
                "/project",
                SandboxUnderTest.limits(LIMITS));
        var exit =
                new FutureTask<>(() -> box.sandbox.run(waits, (stream, text) -> running.countDown(), new StopSignal()));
        Thread.ofVirtual().start(exit);
        running.await();
        exceeds(DiskResource.BYTES, shell("head -c 3000000000 /dev/zero >fill; echo wrote all"));
        Files.createFile(other.resolve("go"));
        assertEquals(new SandboxExit.Exited(0), exit.get());
    }

    private static void exceeds(DiskResource resource, SandboxUnderTest.Ran ran) {
        SandboxExit.DiskExceeded exceeded = assertInstanceOf(SandboxExit.DiskExceeded.class, ran.exit(), ran.output());
        long limit = resource == DiskResource.BYTES ? LIMITS.bytes() : LIMITS.files();
        assertEquals(resource, exceeded.resource());
        assertEquals(limit, exceeded.limit());
        assertTrue(exceeded.used() > limit, exceeded.toString());
        assertFalse(ran.output().contains("wrote all"), "the build was ended too late");
    }

    private SandboxUnderTest.Ran shell(String script) {
        return box.shell(script, standard -> SandboxUnderTest.limits(LIMITS));
    }

    private SandboxUnderTest.Ran python(String script) {
        return box.python(script, standard -> SandboxUnderTest.limits(LIMITS));
    }

    private SandboxExit run(String script, DiskGrowth growth) {
        SandboxCommand one = box.command(List.of("sh", "-c", script), SandboxUnderTest.limits(LIMITS));
        SandboxCommand command = new SandboxCommand(
                one.arguments(), one.environment(), one.mounts(), one.directory(), one.limits(), growth);
        return box.sandbox.run(command, (stream, text) -> {}, new StopSignal());
    }
}
