package dev.aegis.agent.upkeep;

import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.agent.workspace.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removal of old tasks, workspaces and caches: first those that were unused for too long, then the least recently used
/// ones until the budget is kept and the reserve is free. Whatever is in use is pinned and stays.
public final class Upkeep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private final Workspaces workspaces;
    private final UpkeepSettings settings;
    private final Clock clock;
    private final LongSupplier freeBytes;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("upkeep").daemon().factory());

    public Upkeep(Workspaces workspaces, UpkeepSettings settings, Clock clock) {
        this(workspaces, settings, clock, workspaces::freeBytes);
    }

    Upkeep(Workspaces workspaces, UpkeepSettings settings, Clock clock, LongSupplier freeBytes) {
        this.workspaces = workspaces;
        this.settings = settings;
        this.clock = clock;
        this.freeBytes = freeBytes;
    }

    /// One kept directory.
    private record Kept(Path home, Instant lastUsed, long bytes) {}

    /// Runs a round now, and then one after each interval until `close`.
    public void start() {
        var _ = schedule.scheduleWithFixedDelay(
                this::round, 0, settings.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Runs one round.
    ///
    /// @return how many tasks, workspaces and caches were removed
    public int evictNow() {
        Instant now = clock.instant();
        int evicted = 0;
        evicted += evictOlder(workspaces.taskHomes(), now, settings.taskAge());
        evicted += evictOlder(workspaces.workspaceHomes(), now, settings.workspaceAge());
        evicted += evictOlder(workspaces.caches(), now, settings.workspaceAge());
        return evicted + makeRoom();
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }

    private void round() {
        try {
            int evicted = evictNow();
            if (evicted > 0) {
                log.info("upkeep removed {} tasks, workspaces and caches", evicted);
            }
        } catch (WorkspaceException failure) {
            log.warn("upkeep could not finish: {}; {}", failure.getMessage(), failure.hint());
        } catch (RuntimeException bug) {
            // The schedule would drop a task that throws, and the disk would fill up.
            log.error("upkeep could not finish because of a bug in aegis-agent; the next round tries again", bug);
        }
    }

    private int evictOlder(List<Path> homes, Instant now, Duration age) {
        int evicted = 0;
        for (Path home : homes) {
            if (lastUsed(home).plus(age).isBefore(now) && workspaces.evict(home)) {
                evicted++;
            }
        }
        return evicted;
    }

    private int makeRoom() {
        List<Kept> all = kept();
        long bytes = all.stream().mapToLong(Kept::bytes).sum();
        long toRemove = Math.max(bytes - settings.budgetBytes(), shortfall(bytes));
        int evicted = 0;
        for (Kept oldest : all) {
            if (toRemove <= 0) {
                break;
            }
            if (workspaces.evict(oldest.home())) {
                toRemove -= oldest.bytes();
                evicted++;
            }
        }
        return evicted;
    }

    /// Returns how many bytes have to be removed until the reserve is free.
    private long shortfall(long keptBytes) {
        long missing = settings.reserveBytes() - freeBytes.getAsLong();
        if (missing > keptBytes) {
            // Removing users' builds cannot help when other files fill the disk.
            log.warn(
                    "the workspace disk lacks {} MiB of free space, more than all tasks, workspaces and caches take;"
                            + " free space on it, or lower AGENT_DISK_RESERVE_MB",
                    missing >> 20);
            return 0;
        }
        return missing;
    }

    /// Returns everything that is kept, the least recently used first.
    private List<Kept> kept() {
        List<Kept> all = new ArrayList<>();
        for (List<Path> homes : List.of(workspaces.taskHomes(), workspaces.workspaceHomes(), workspaces.caches())) {
            homes.forEach(home -> all.add(new Kept(home, lastUsed(home), DiskUse.of(home))));
        }
        all.sort(Comparator.comparing(Kept::lastUsed));
        return all;
    }

    // A directory that is gone was removed by someone else just now; it counts as recently used, so it is left alone.
    private static Instant lastUsed(Path home) {
        try {
            return Files.getLastModifiedTime(home).toInstant();
        } catch (IOException gone) {
            return Instant.MAX.minus(Duration.ofDays(400_000));
        }
    }
}
