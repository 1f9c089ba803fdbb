package dev.aegis.agent.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.agent.workspace.Pin;
import dev.aegis.agent.workspace.Workspace;
import dev.aegis.agent.workspace.WorkspaceSettings;
import dev.aegis.agent.workspace.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final long MEBIBYTE = 1024 * 1024;

    @TempDir
    Path base;

    private Workspaces workspaces;

    @BeforeEach
    void open() {
        workspaces = Workspaces.open(new WorkspaceSettings(base, OptionalInt.empty(), 0), at(0));
    }

    @AfterEach
    void close() {
        workspaces.close();
    }

    private static Clock at(long days) {
        return Clock.fixed(START.plus(Duration.ofDays(days)), ZoneOffset.UTC);
    }

    private Upkeep upkeep(long day, long budget) {
        return upkeep(day, budget, 0, Long.MAX_VALUE);
    }

    private Upkeep upkeep(long day, long budget, long reserve, long freeBytes) {
        UpkeepSettings settings =
                new UpkeepSettings(Duration.ofDays(7), Duration.ofDays(30), budget, reserve, Duration.ofHours(1));
        return new Upkeep(workspaces, settings, at(day), () -> freeBytes);
    }

    @Test
    void removesTasksAndWorkspacesThatWereUnusedForLong() throws IOException {
        Path task = task("old");
        Workspace workspace = workspaces.workspace("user", "project");
        try (Upkeep upkeep = upkeep(6, Long.MAX_VALUE)) {
            assertEquals(0, upkeep.evictNow());
        }
        try (Upkeep upkeep = upkeep(8, Long.MAX_VALUE)) {
            assertEquals(1, upkeep.evictNow());
        }
        assertFalse(Files.exists(task));
        assertTrue(Files.exists(workspace.home()));
        try (Upkeep upkeep = upkeep(31, Long.MAX_VALUE)) {
            assertEquals(1, upkeep.evictNow());
        }
        assertFalse(Files.exists(workspace.home()));
    }

    @Test
    void keepsWhatIsInUse() throws IOException {
        Path task = task("running");
        try (Pin pin = workspaces.pin(task);
                Upkeep upkeep = upkeep(400, 0)) {
            assertEquals(0, upkeep.evictNow());
            pin.close();
        }
        assertTrue(Files.exists(task));
    }

    @Test
    void keepsTheBudgetByRemovingTheLeastRecentlyUsed() throws IOException {
        Path older = largeTask("older", 0);
        Path newer = largeTask("newer", 1);
        try (Upkeep upkeep = upkeep(1, MEBIBYTE + MEBIBYTE / 2)) {
            assertEquals(1, upkeep.evictNow());
        }
        assertFalse(Files.exists(older));
        assertTrue(Files.exists(newer));
    }

    @Test
    void restoresTheReserveByRemovingTheLeastRecentlyUsed() throws IOException {
        Path older = largeTask("older", 0);
        Path newer = largeTask("newer", 1);
        try (Upkeep upkeep = upkeep(1, Long.MAX_VALUE, 10 * MEBIBYTE, 9 * MEBIBYTE + MEBIBYTE / 2)) {
            assertEquals(1, upkeep.evictNow());
        }
        assertFalse(Files.exists(older));
        assertTrue(Files.exists(newer));
    }

    @Test
    void removesNothingWhenOtherFilesFillTheDisk() throws IOException {
        Path task = largeTask("task", 0);

        try (Upkeep upkeep = upkeep(1, Long.MAX_VALUE, 10 * MEBIBYTE, 0)) {
            assertEquals(0, upkeep.evictNow());
        }
        assertTrue(Files.exists(task));
    }

    @Test
    void countsNothingOutsideThroughALink() throws IOException {
        Path large = Files.createDirectory(base.resolve("outside"));
        Files.write(large.resolve("file"), new byte[(int) (4 * MEBIBYTE)]);
        Path task = task("linked");
        Files.createSymbolicLink(task.resolve("link"), large);
        workspaces.touch(task);
        try (Upkeep upkeep = upkeep(1, MEBIBYTE)) {
            assertEquals(0, upkeep.evictNow());
        }
    }

    private Path largeTask(String id, int usedAtHour) throws IOException {
        Path home = task(id);
        Files.write(home.resolve("artifact"), new byte[(int) MEBIBYTE]);
        Files.setLastModifiedTime(home, FileTime.from(START.plus(Duration.ofHours(usedAtHour))));
        return home;
    }

    private Path task(String id) throws IOException {
        Path home = Files.createDirectories(workspaces.taskHome("user", id));
        workspaces.touch(home);
        return home;
    }

    @Test
    void continuesAfterARoundThatFailed() throws Exception {
        CountDownLatch rounds = new CountDownLatch(2);
        Clock failing = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                rounds.countDown();
                throw new IllegalStateException("no time");
            }
        };
        UpkeepSettings often =
                new UpkeepSettings(Duration.ofDays(7), Duration.ofDays(30), MEBIBYTE, 0, Duration.ofMillis(1));
        try (Upkeep upkeep = new Upkeep(workspaces, often, failing)) {
            upkeep.start();
            assertTrue(rounds.await(30, TimeUnit.SECONDS), "the second round never came");
        }
    }
}
