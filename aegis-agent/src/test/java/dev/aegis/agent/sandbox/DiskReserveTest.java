package dev.aegis.agent.sandbox;

import static dev.aegis.agent.sandbox.SandboxUnderTest.MEBIBYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.agent.sandbox.disk.DiskReserve;
import dev.aegis.agent.sandbox.disk.DiskResource;
import dev.aegis.agent.sandbox.disk.SmallDisk;
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

/// The reserve of a small disk, against builds that keep their own limits.
@Timeout(120)
class DiskReserveTest {
    private static final DiskReserve RESERVE = new DiskReserve(128 * MEBIBYTE, 10_000);
    private static final String WRITE_300_MEBIBYTES = """
            import hashlib
            with open("/project/fill", "wb", 0) as file:
                for _ in range(300):
                    block = bytes(1 << 20)
                    hashlib.sha256(block)  # this disk in memory is faster than real ones
                    file.write(block)
            """;

    @TempDir
    Path base;

    private SmallDisk disk;
    private SandboxUnderTest box;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(base.resolve("disk"), 400 * MEBIBYTE, 40_000);
        box = new SandboxUnderTest(base, disk.root(), RESERVE);
    }

    @AfterEach
    void unmount() throws Exception {
        box.close();
        disk.close();
    }

    @Test
    void keepsTheReserveOfBytes() throws IOException {
        SandboxUnderTest.Ran ran = box.python(WRITE_300_MEBIBYTES);
        SandboxExit.DiskShort low = assertInstanceOf(SandboxExit.DiskShort.class, ran.exit(), ran.output());
        assertEquals(DiskResource.BYTES, low.resource());
        assertEquals(192 * MEBIBYTE, low.needed());
        assertTrue(Files.getFileStore(disk.root()).getUsableSpace() > RESERVE.bytes());
    }

    @Test
    void keepsTheReserveOfFiles() {
        SandboxUnderTest.Ran ran = box.python("""
                for number in range(60_000):
                    open(f"/project/{number}", "wb").close()
                """);
        SandboxExit.DiskShort low = assertInstanceOf(SandboxExit.DiskShort.class, ran.exit(), ran.output());
        assertEquals(DiskResource.FILES, low.resource());
        assertTrue(low.free() > RESERVE.files(), low.toString());
    }

    @Test
    void startsNoBuildOnADiskThatIsNearlyFull() throws IOException {
        Files.write(disk.root().resolve("other"), new byte[(int) (250 * MEBIBYTE)]);
        SandboxUnderTest.Ran ran = box.shell("echo ran");
        SandboxExit.DiskShort low = assertInstanceOf(SandboxExit.DiskShort.class, ran.exit());
        assertEquals(0, low.grown());
        assertEquals(List.of(), ran.lines(), "nothing ran");
    }

    @Test
    void endsTheBuildThatGrewMost() throws Exception {
        Path other = Files.createDirectory(disk.root().resolve("other"));
        box.own(other);
        CountDownLatch running = new CountDownLatch(1);
        SandboxCommand small = new SandboxCommand(
                List.of("sh", "-c", "head -c 20000000 /dev/zero >made; echo up; until test -e go; do :; done"),
                Map.of("PATH", "/usr/bin"),
                List.of(Mount.writable(other, "/project")),
                "/project",
                SandboxUnderTest.limits());
        var exit =
                new FutureTask<>(() -> box.sandbox.run(small, (stream, text) -> running.countDown(), new StopSignal()));
        Thread.ofVirtual().start(exit);
        running.await();
        SandboxUnderTest.Ran large = box.python(WRITE_300_MEBIBYTES);
        assertInstanceOf(SandboxExit.DiskShort.class, large.exit(), large.output());
        Files.createFile(other.resolve("go"));
        assertEquals(new SandboxExit.Exited(0), exit.get());
    }
}
