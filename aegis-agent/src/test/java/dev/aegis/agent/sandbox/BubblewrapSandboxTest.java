package dev.aegis.agent.sandbox;

import static dev.aegis.agent.sandbox.SandboxUnderTest.MEBIBYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BubblewrapSandboxTest {
    @TempDir
    Path base;

    private SandboxUnderTest box;

    @BeforeEach
    void open() {
        box = new SandboxUnderTest(base);
    }

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void runsACommandAsBuilderInTheProject() throws IOException {
        SandboxUnderTest.Ran ran = box.shell("id -un; id -u; pwd; cat /idf/version.txt; echo made >made; echo bad >&2");
        assertEquals(0, ran.code(), ran.output());
        assertTrue(ran.lines().contains("stderr: bad"), ran.output());
        assertEquals(
                List.of("stdout: builder", "stdout: 1000", "stdout: /project", "stdout: v0"),
                ran.lines().stream().filter(line -> line.startsWith("stdout")).toList());
        assertEquals("made\n", Files.readString(box.project.resolve("made")));
    }

    @Test
    void reportsTheExitCode() {
        assertEquals(new SandboxExit.Exited(7), box.shell("exit 7").exit());
    }

    @Test
    void reportsAMissingProgram() {
        SandboxUnderTest.Ran ran = box.run(List.of("no-such-program"), limits -> limits, new StopSignal());
        assertInstanceOf(SandboxExit.Failed.class, ran.exit());
        assertTrue(ran.output().contains("no-such-program"), ran.output());
    }

    @Test
    void endsACommandAfterTheWallTime() {
        assertEquals(
                new SandboxExit.TimedOut(Duration.ofMillis(300)),
                box.shell("sleep 600", limits -> limits.withWallTime(Duration.ofMillis(300)))
                        .exit());
    }

    @Test
    void stopsWhenAsked() throws Exception {
        StopSignal stop = new StopSignal();
        CountDownLatch running = new CountDownLatch(1);
        SandboxCommand command = box.command(
                List.of("sh", "-c", "trap '' TERM; echo up; sleep 600; sleep 600"), SandboxUnderTest.limits());
        var exit = new java.util.concurrent.FutureTask<>(
                () -> box.sandbox.run(command, (stream, text) -> running.countDown(), stop));
        Thread.ofVirtual().start(exit);
        running.await();
        stop.stop();
        assertEquals(new SandboxExit.Stopped(), exit.get());
    }

    @Test
    void isStoppedBeforeItStarts() {
        StopSignal stop = new StopSignal();
        stop.stop();
        assertEquals(
                new SandboxExit.Stopped(),
                box.run(List.of("sleep", "600"), limits -> limits, stop).exit());
    }

    @Test
    void endsALogFlood() {
        SandboxUnderTest.Ran ran = box.shell("yes flood", limits -> SandboxUnderTest.limits(512 * MEBIBYTE, MEBIBYTE));
        assertEquals(new SandboxExit.LogFlooded(MEBIBYTE), ran.exit());
        assertTrue(ran.lines().size() < 20_000, "kept " + ran.lines().size() + " lines");
    }

    @Test
    void countsEmptyLinesToo() {
        assertEquals(
                new SandboxExit.LogFlooded(MEBIBYTE),
                box.shell("yes ''", limits -> SandboxUnderTest.limits(512 * MEBIBYTE, MEBIBYTE))
                        .exit());
    }

    @Test
    void cutsALineWithoutAnEnd() {
        SandboxUnderTest.Ran ran = box.shell("head -c 50000000 /dev/zero | tr '\\0' x");
        assertEquals(0, ran.code(), ran.output());
        assertEquals(1, ran.lines().size());
        assertTrue(ran.lines().getFirst().endsWith("[cut: this line has more than 16384 bytes]"));
        assertTrue(ran.lines().getFirst().length() < 17_000);
    }

    @Test
    void runsSeveralAtOnce() throws Exception {
        var first = new java.util.concurrent.FutureTask<>(() -> box.shell("echo one"));
        var second = new java.util.concurrent.FutureTask<>(() -> box.shell("echo two"));
        Thread.ofVirtual().start(first);
        Thread.ofVirtual().start(second);
        assertEquals(List.of("stdout: one"), first.get().lines());
        assertEquals(List.of("stdout: two"), second.get().lines());
        assertFalse(Files.exists(base.resolve("run/run-2")), "the files of a run are removed");
    }
}
