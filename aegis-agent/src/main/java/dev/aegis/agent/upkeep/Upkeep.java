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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Evicts what nobody used for long, and then, until the budget is kept, what nobody used for longest.
/// What is in use is pinned and stays.
public final class Upkeep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private final Workspaces workspaces;
    private final UpkeepSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("upkeep").daemon().factory());

    public Upkeep(Workspaces workspaces, UpkeepSettings settings, Clock clock) {
        this.workspaces = workspaces;
        this.settings = settings;
        this.clock = clock;
    }

    /// One kept directory.
    private record Kept(Path home, Instant lastUsed, long bytes) {}

    /// Does a round now and then until `close`.
    public void start() {
        long millis = settings.interval().toMillis();
        var _ = schedule.scheduleWithFixedDelay(this::round, millis, millis, TimeUnit.MILLISECONDS);
    }

    /// @return how many tasks, workspaces and caches were forgotten
    public int evictNow() {
        Instant now = clock.instant();
        int evicted = 0;
        evicted += evictOlder(workspaces.taskHomes(), now, settings.taskAge());
        evicted += evictOlder(workspaces.workspaceHomes(), now, settings.workspaceAge());
        evicted += evictOlder(workspaces.caches(), now, settings.workspaceAge());
        return evicted + keepBudget();
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }

    private void round() {
        try {
            int evicted = evictNow();
            if (evicted > 0) {
                log.info("upkeep forgot {} tasks, workspaces and caches", evicted);
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

    private int keepBudget() {
        List<Kept> all = new ArrayList<>();
        for (List<Path> homes : List.of(workspaces.taskHomes(), workspaces.workspaceHomes(), workspaces.caches())) {
            homes.forEach(home -> all.add(new Kept(home, lastUsed(home), DiskUse.of(home))));
        }
        all.sort(Comparator.comparing(Kept::lastUsed));
        long bytes = all.stream().mapToLong(Kept::bytes).sum();
        int evicted = 0;
        for (Kept oldest : all) {
            if (bytes <= settings.diskBudgetBytes()) {
                break;
            }
            if (workspaces.evict(oldest.home())) {
                bytes -= oldest.bytes();
                evicted++;
            }
        }
        return evicted;
    }

    private static Instant lastUsed(Path home) {
        try {
            return Files.getLastModifiedTime(home).toInstant();
        } catch (IOException gone) {
            return Instant.MAX.minus(Duration.ofDays(400_000));
        }
    }
}
