package dev.aegis.agent.sandbox.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The disk use of one command. Between two measurements an upper bound is known without a scan: the
/// growth at the last one, plus all space that the file system lost since.
public final class DiskWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DiskWatch.class);

    /// Space that something else frees can hide a build's growth in the upper bound, so a command is also
    /// measured from time to time.
    private static final Duration REGULAR_PAUSE = Duration.ofSeconds(10);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    /// Scans take at most a third of one processor, and regular ones at most a twentieth.
    private static final int PAUSE_FACTOR = 2;

    private static final int REGULAR_PAUSE_FACTOR = 20;

    private final List<Path> directories;
    private final DiskLimits limits;
    private final DiskGrowth growth;
    private final DiskScan scan;
    private final Consumer<DiskWatch> onClose;
    private final Map<Long, Path> fileSystems = new HashMap<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Measured last;
    private volatile boolean wasMeasured;
    private volatile @Nullable Command command;
    private @Nullable CompletableFuture<Void> measuring;

    /// @param free free space of each file system when the scan began
    private record Measured(DiskUsage growth, Map<Long, DiskUsage> free, long endNanos, long durationNanos) {}

    /// @param processes ids of the command's processes
    private record Command(Supplier<List<Long>> processes, Consumer<DiskBreach> onBreach) {}

    DiskWatch(List<Path> directories, DiskLimits limits, DiskGrowth growth, DiskScan scan, Consumer<DiskWatch> onClose)
            throws IOException {
        this.directories = List.copyOf(directories);
        this.limits = limits;
        this.growth = growth;
        this.scan = scan;
        this.onClose = onClose;
        for (Path directory : directories) {
            fileSystems.putIfAbsent(((Number) Files.getAttribute(directory, "unix:dev")).longValue(), directory);
        }
        long begin = System.nanoTime();
        Map<Long, DiskUsage> free = free();
        if (!growth.isStarted()) {
            growth.start(scan.of(this.directories), limits);
        }
        last = measured(growth.latest(), free, begin);
    }

    /// Returns the limit that the directories break before the command runs.
    public Optional<DiskBreach> breachAtStart(DiskReserve reserve) {
        for (DiskResource resource : DiskResource.values()) {
            for (DiskUsage free : last.free().values()) {
                long needed = reserve.line().of(resource);
                if (free.of(resource) < needed) {
                    long grown = Math.max(0, last.growth().of(resource));
                    return Optional.of(new DiskBreach.ReserveReached(resource, free.of(resource), needed, grown));
                }
            }
        }
        return overLimit(last.growth());
    }

    /// Calls `onBreach`, at most once, when the command must be ended.
    public void begin(Supplier<List<Long>> processes, Consumer<DiskBreach> onBreach) {
        command = new Command(processes, onBreach);
    }

    /// Determines the growth after the last process of the command has ended. Most commands end far below
    /// their limits before they were ever measured; then the upper bound is enough.
    public Optional<DiskBreach> finish() {
        command = null;
        try {
            Map<Long, DiskUsage> free = free();
            DiskUsage bound = growthAtMost(free);
            boolean isEnough =
                    !wasMeasured && countsFiles(free) && overLimit(bound).isEmpty();
            growth.ended(isEnough ? bound : growth.of(scan.of(directories)));
            return overLimit(growth.latest());
        } catch (IOException unknown) {
            log.warn("the disk use of a build is unknown", unknown);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        command = null;
        onClose.accept(this);
    }

    Map<Long, Path> fileSystems() {
        return fileSystems;
    }

    /// Returns whether the command runs and nothing has ended it yet.
    boolean isRunning() {
        return command != null && !ended.get();
    }

    /// Returns whether the guard has ended the command and its processes may still run.
    boolean isEnding() {
        return command != null && ended.get();
    }

    /// Returns an upper bound of the growth.
    DiskUsage growthAtMost(Map<Long, DiskUsage> free) {
        Measured from = last;
        DiskUsage bound = from.growth();
        for (Map.Entry<Long, DiskUsage> before : from.free().entrySet()) {
            DiskUsage now = free.getOrDefault(before.getKey(), before.getValue());
            bound = bound.plus(before.getValue().minus(now).atLeast(DiskUsage.NONE));
        }
        return bound;
    }

    /// Returns how much the command can still grow before it must be measured.
    DiskUsage room(Map<Long, DiskUsage> free) {
        return limits.asUsage().minus(growthAtMost(free));
    }

    /// Starts a measurement if the command may be over its limits, or if the last one is long ago.
    void look(Map<Long, DiskUsage> free) {
        long pause = System.nanoTime() - last.endNanos();
        long lasted = last.durationNanos();
        boolean suspicious = overLimit(growthAtMost(free)).isPresent();
        boolean due = suspicious
                ? pause > Math.max(SHORTEST_PAUSE.toNanos(), PAUSE_FACTOR * lasted)
                : pause > Math.max(REGULAR_PAUSE.toNanos(), REGULAR_PAUSE_FACTOR * lasted);
        if (due) {
            var _ = measure();
        }
    }

    /// Measures the command on a thread of its own, and ends it if it is over its limits.
    synchronized CompletableFuture<Void> measure() {
        CompletableFuture<Void> current = measuring;
        if (current == null || current.isDone()) {
            current = new CompletableFuture<>();
            measuring = current;
            CompletableFuture<Void> done = current;
            Thread.ofVirtual().name("disk-scan").start(() -> {
                measureNow();
                done.complete(null);
            });
        }
        return current;
    }

    void end(DiskBreach breach) {
        Command running = command;
        if (running != null && ended.compareAndSet(false, true)) {
            log.info("ending a build: {}", breach);
            running.onBreach().accept(breach);
        }
    }

    private void measureNow() {
        Command running = command;
        if (running == null) {
            return;
        }
        long begin = System.nanoTime();
        wasMeasured = true;
        try {
            Map<Long, DiskUsage> free = free();
            DiskUsage named = scan.of(directories);
            DiskUsage deleted = scan.ofDeleted(running.processes().get(), directories);
            DiskUsage grown = growth.of(named).plus(deleted);
            last = measured(grown, free, begin);
            overLimit(grown).ifPresent(this::end);
        } catch (IOException failed) {
            log.warn("the disk use of a build could not be measured", failed);
            last = measured(last.growth(), last.free(), begin);
        }
    }

    private static Measured measured(DiskUsage growth, Map<Long, DiskUsage> free, long begin) {
        long end = System.nanoTime();
        return new Measured(growth, free, end, end - begin);
    }

    private static boolean countsFiles(Map<Long, DiskUsage> free) {
        return free.values().stream().allMatch(space -> space.files() < FreeSpace.UNLIMITED);
    }

    private Map<Long, DiskUsage> free() throws IOException {
        Map<Long, DiskUsage> free = new HashMap<>();
        for (Map.Entry<Long, Path> fileSystem : fileSystems.entrySet()) {
            free.put(fileSystem.getKey(), FreeSpace.of(fileSystem.getValue()));
        }
        return free;
    }

    private Optional<DiskBreach> overLimit(DiskUsage grown) {
        for (DiskResource resource : DiskResource.values()) {
            long limit = limits.asUsage().of(resource);
            if (grown.of(resource) > limit) {
                return Optional.of(new DiskBreach.OverLimit(resource, grown.of(resource), limit));
            }
        }
        return Optional.empty();
    }
}
