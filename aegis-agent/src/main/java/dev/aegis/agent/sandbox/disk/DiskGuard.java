package dev.aegis.agent.sandbox.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps all running commands within their disk limits and the machine's reserve untouched.
///
/// One thread reads the free space of each file system, which takes microseconds, and decides by it
/// whether a scan is necessary. The nearer a limit, the shorter the interval: a build that writes 4 GiB or
/// creates 500,000 files per second cannot pass a limit unseen by more than it does in 10 ms.
///
/// Project quotas of ext4 or XFS would be exact, but need mount options, a tool and privileges that few
/// machines have, so the limits must hold without them.
public final class DiskGuard implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DiskGuard.class);
    private static final long BYTES_PER_MILLI = 4L * 1024 * 1024 * 1024 / 1000;
    private static final long FILES_PER_MILLI = 500;
    private static final long SHORTEST_MILLIS = 10;
    private static final long LONGEST_MILLIS = 250;

    private final DiskReserve reserve;
    private final DiskScan scan;
    private final List<DiskWatch> watches = new ArrayList<>();
    private final Map<Long, ReserveDefense> defenses = new HashMap<>();
    private final Semaphore changed = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().name("disk-guard").daemon().unstarted(this::watchAll);
    private boolean closed;

    private DiskGuard(DiskReserve reserve, DiskScan scan) {
        this.reserve = reserve;
        this.scan = scan;
    }

    /// @param asBuildUser whether builds run as the user of the agent
    public static DiskGuard start(DiskReserve reserve, boolean asBuildUser) {
        DiskGuard guard = new DiskGuard(reserve, new DiskScan(asBuildUser));
        guard.thread.start();
        return guard;
    }

    /// Measures the directories that a command can write to, and watches them until the watch is closed.
    ///
    /// @param growth the same for all commands of one build
    public DiskWatch watch(List<Path> writable, DiskLimits limits, DiskGrowth growth) throws IOException {
        DiskWatch watch = new DiskWatch(writable, limits, growth, scan, this::forget);
        synchronized (this) {
            watches.add(watch);
            notifyAll();
        }
        changed.release();
        return watch;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        changed.release();
    }

    private synchronized void forget(DiskWatch watch) {
        watches.remove(watch);
    }

    private void watchAll() {
        try {
            List<DiskWatch> running = awaitWatches();
            while (!running.isEmpty()) {
                pause(lookSafely(running));
                running = awaitWatches();
            }
        } catch (InterruptedException stopped) {
            log.warn("the disk guard was interrupted; builds are not limited any more");
        }
    }

    /// Waits until something is to be watched. Returns an empty list when the guard is closed.
    private synchronized List<DiskWatch> awaitWatches() throws InterruptedException {
        while (watches.isEmpty() && !closed) {
            defenses.clear();
            wait();
        }
        return closed ? List.of() : List.copyOf(watches);
    }

    /// Pauses until the time is over, a command was added or the guard was closed.
    private void pause(long millis) throws InterruptedException {
        if (changed.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            int _ = changed.drainPermits();
        }
    }

    /// A bug in one look must not leave the builds without limits.
    private long lookSafely(List<DiskWatch> running) {
        try {
            return look(running);
        } catch (RuntimeException bug) {
            log.error("a look of the disk guard failed", bug);
            return LONGEST_MILLIS;
        }
    }

    /// @return milliseconds until the next look
    private long look(List<DiskWatch> running) {
        Map<Long, DiskUsage> free = free(running);
        DiskUsage room = new DiskUsage(Long.MAX_VALUE, Long.MAX_VALUE);
        for (Map.Entry<Long, DiskUsage> fileSystem : free.entrySet()) {
            defenses.computeIfAbsent(fileSystem.getKey(), device -> new ReserveDefense(device, reserve))
                    .look(free, running);
            room = room.atMost(fileSystem.getValue().minus(reserve.line()));
        }
        for (DiskWatch watch : running) {
            if (watch.isRunning()) {
                watch.look(free);
                room = room.atMost(watch.room(free));
            }
        }
        long millis = Math.min(room.bytes() / BYTES_PER_MILLI, room.files() / FILES_PER_MILLI);
        return Math.clamp(millis, SHORTEST_MILLIS, LONGEST_MILLIS);
    }

    private static Map<Long, DiskUsage> free(List<DiskWatch> running) {
        Map<Long, DiskUsage> free = new HashMap<>();
        for (DiskWatch watch : running) {
            for (Map.Entry<Long, Path> fileSystem : watch.fileSystems().entrySet()) {
                if (!free.containsKey(fileSystem.getKey())) {
                    try {
                        free.put(fileSystem.getKey(), FreeSpace.of(fileSystem.getValue()));
                    } catch (IOException unreadable) {
                        log.warn("a file system of a build cannot be watched", unreadable);
                    }
                }
            }
        }
        return free;
    }
}
