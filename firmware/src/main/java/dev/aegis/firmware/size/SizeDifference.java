package dev.aegis.firmware.size;

import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Share;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The difference in size of two builds of one project and target, in bytes; growth is positive.
///
/// @param flash of the image
/// @param ram static use
/// @param memories those that changed, the largest change first
/// @param components those that changed, the largest change first; empty when a report has none
public record SizeDifference(long flash, long ram, List<Change> memories, List<Change> components) {
    public SizeDifference {
        memories = List.copyOf(memories);
        components = List.copyOf(components);
    }

    /// @param before 0 when it is new
    /// @param after 0 when it is gone
    public record Change(String name, long before, long after) {
        public long by() {
            return after - before;
        }
    }

    public static SizeDifference between(SizeReport before, SizeReport after) {
        boolean comparable =
                !before.components().isEmpty() && !after.components().isEmpty();
        return new SizeDifference(
                after.flashUsed() - before.flashUsed(),
                after.ramUsed() - before.ramUsed(),
                changes(
                        sizes(before.memories(), Memory::name, Memory::used),
                        sizes(after.memories(), Memory::name, Memory::used)),
                comparable
                        ? changes(
                                sizes(before.components(), Share::name, Share::size),
                                sizes(after.components(), Share::name, Share::size))
                        : List.of());
    }

    private static <T> Map<String, Long> sizes(List<T> rows, Function<T, String> name, Function<T, Long> size) {
        return rows.stream().collect(Collectors.toMap(name, size, Long::sum));
    }

    private static List<Change> changes(Map<String, Long> before, Map<String, Long> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .map(name -> new Change(name, before.getOrDefault(name, 0L), after.getOrDefault(name, 0L)))
                .filter(change -> change.by() != 0)
                .sorted(Comparator.comparingLong((Change change) -> Math.abs(change.by()))
                        .reversed()
                        .thenComparing(Change::name))
                .toList();
    }
}
