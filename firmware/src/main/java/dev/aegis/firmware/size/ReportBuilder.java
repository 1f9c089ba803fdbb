package dev.aegis.firmware.size;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Part;
import dev.aegis.firmware.size.SizeReport.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Collects the sizes in one output; its tables together make one report.
final class ReportBuilder {
    final List<Memory> memories = new ArrayList<>();
    final List<Share> components = new ArrayList<>();
    final List<Share> files = new ArrayList<>();

    @Nullable
    Long imageSize;

    /// The size of the file, which includes padding.
    @Nullable
    Long binarySize;

    @Nullable
    Long partitionSize;

    /// Returns a memory with the figures that a report printed.
    ///
    /// @param free null when not printed; below 0 when the memory overflows
    /// @param total null or 0 when not printed. For flash it is dropped: it is a range of addresses
    static Memory memory(String name, long used, @Nullable Long free, @Nullable Long total, List<Part> parts) {
        if (name.startsWith("Flash") || (total != null && total <= 0)) {
            return Memory.of(name, used, null, parts);
        }
        return Memory.of(name, used, total == null && free != null ? Long.valueOf(used + free) : total, parts);
    }

    /// Replaces a part of an earlier report, if the later one has it.
    static <T> void replace(List<T> earlier, List<T> later) {
        if (!later.isEmpty()) {
            earlier.clear();
            earlier.addAll(later);
        }
    }

    SizeReport report() {
        if (memories.isEmpty() && components.isEmpty() && files.isEmpty()) {
            throw new FirmwareException(
                    "no_sizes_found",
                    "this text contains no size report; paste the output of idf.py size, of pio run, or a build's log");
        }
        List<Memory> ram =
                memories.stream().filter(memory -> Memory.isRam(memory.name())).toList();
        return new SizeReport(
                imageSize == null ? image() : imageSize,
                binarySize,
                partitionSize,
                memories.isEmpty()
                        ? ofShares(Memory::isRam)
                        : ram.stream().mapToLong(Memory::used).sum(),
                Memory.free(ram),
                memories,
                sorted(components),
                sorted(files));
    }

    private static List<Share> sorted(List<Share> shares) {
        return shares.stream()
                .sorted(Comparator.comparingLong(Share::size).reversed().thenComparing(Share::name))
                .toList();
    }

    /// Returns the size of the image: all of flash, and the sections that are copied to RAM, without those only
    /// reserved.
    private long image() {
        if (memories.isEmpty() && binarySize != null) {
            return binarySize;
        }
        if (memories.isEmpty()) {
            return ofShares(name -> name.startsWith("Flash"));
        }
        return memories.stream()
                .mapToLong(memory -> memory.name().startsWith("Flash")
                        ? memory.used()
                        : memory.parts().stream()
                                .filter(part -> stored(part))
                                .mapToLong(Part::size)
                                .sum())
                .sum();
    }

    private static boolean stored(Part part) {
        return !part.name().contains("bss")
                && !part.name().contains("noinit")
                && !part.name().contains("reserved")
                && !part.name().contains("dummy");
    }

    private long ofShares(Predicate<String> memory) {
        return shares().stream()
                .flatMap(share -> share.memories().entrySet().stream())
                .filter(entry -> memory.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private List<Share> shares() {
        return components.isEmpty() ? files : components;
    }
}
