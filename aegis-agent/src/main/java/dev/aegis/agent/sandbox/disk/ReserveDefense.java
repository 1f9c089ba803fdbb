package dev.aegis.agent.sandbox.disk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The reserve of one file system. When the free space comes near it, the build that grew most is ended.
/// If the free space falls further, the next one follows.
final class ReserveDefense {
    private static final int STEPS = 4;
    private static final int NEGLIGIBLE_PART = 16;

    /// A build whose measurement takes longer is ranked by its upper bound. A build can delay its own
    /// measurement with many files; this must not protect it.
    private static final long MEASURE_MILLIS = 100;

    private final long fileSystem;
    private final DiskReserve reserve;
    private final Map<DiskResource, Long> freeWhenActed = new EnumMap<>(DiskResource.class);

    /// @param fileSystem number of its device
    ReserveDefense(long fileSystem, DiskReserve reserve) {
        this.fileSystem = fileSystem;
        this.reserve = reserve;
    }

    /// @param free free space of all file systems
    void look(Map<Long, DiskUsage> free, List<DiskWatch> watches) {
        DiskUsage here = free.getOrDefault(fileSystem, reserve.line());
        boolean isEnding = watches.stream().anyMatch(watch -> isHere(watch) && watch.isEnding());
        for (DiskResource resource : DiskResource.values()) {
            long left = here.of(resource);
            if (left >= reserve.line().of(resource)) {
                freeWhenActed.remove(resource);
            } else if (isEnding && left >= reserve.asUsage().of(resource)) {
                // An ended build may write for another moment.
                freeWhenActed.put(resource, left);
            } else if (isWorse(resource, left)) {
                act(resource, left, free, watches);
            }
        }
    }

    /// The space of an ended build is not freed at once, so low free space alone is no reason to end another.
    private boolean isWorse(DiskResource resource, long left) {
        Long before = freeWhenActed.get(resource);
        if (before == null) {
            return true;
        }
        boolean inReserve = left < reserve.asUsage().of(resource);
        return inReserve ? left < before : left < before - reserve.headroom().of(resource) / STEPS;
    }

    private boolean isHere(DiskWatch watch) {
        return watch.fileSystems().containsKey(fileSystem);
    }

    private void act(DiskResource resource, long left, Map<Long, DiskUsage> free, List<DiskWatch> watches) {
        List<DiskWatch> running = new ArrayList<>();
        List<CompletableFuture<Void>> measuring = new ArrayList<>();
        for (DiskWatch watch : watches) {
            if (watch.isRunning() && isHere(watch)) {
                running.add(watch);
                measuring.add(watch.measure());
            }
        }
        CompletableFuture.allOf(measuring.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, MEASURE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        boolean inReserve = left < reserve.asUsage().of(resource);
        long negligible = inReserve ? 0 : reserve.headroom().of(resource) / NEGLIGIBLE_PART;
        Optional<DiskWatch> largest = running.stream()
                .filter(DiskWatch::isRunning)
                .filter(watch -> watch.growthAtMost(free).of(resource) > negligible)
                .max(Comparator.comparingLong(watch -> watch.growthAtMost(free).of(resource)));
        if (largest.isPresent()) {
            freeWhenActed.put(resource, left);
            long grown = largest.get().growthAtMost(free).of(resource);
            long needed = reserve.line().of(resource);
            largest.get().end(new DiskBreach.ReserveReached(resource, left, needed, grown));
        }
    }
}
