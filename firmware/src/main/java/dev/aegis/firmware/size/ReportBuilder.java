package dev.aegis.firmware.size;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Part;
import dev.aegis.firmware.size.SizeReport.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
    Long flashRemaining;

    SizeReport report() {
        if (memories.isEmpty() && components.isEmpty() && files.isEmpty()) {
            throw new FirmwareException(
                    "no_sizes_found",
                    "this text contains no size report; paste the output of idf.py size, size-components or size-files");
        }
        List<Memory> ram = memories.stream().filter(ReportBuilder::ram).toList();
        boolean freeKnown = !ram.isEmpty() && ram.stream().allMatch(memory -> memory.free() != null);
        return new SizeReport(
                imageSize == null ? image() : imageSize,
                flashRemaining,
                memories.isEmpty()
                        ? ofShares(ReportBuilder::ramName)
                        : ram.stream().mapToLong(Memory::used).sum(),
                freeKnown
                        ? Long.valueOf(
                                ram.stream().mapToLong(ReportBuilder::free).sum())
                        : null,
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
                .mapToLong(memory ->
                        memory.name().startsWith("Flash") || memory.parts().isEmpty()
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

    private static long free(Memory memory) {
        Long free = memory.free();
        return free == null ? 0 : free;
    }

    private List<Share> shares() {
        return components.isEmpty() ? files : components;
    }

    private static boolean ram(Memory memory) {
        return ramName(memory.name());
    }

    private static boolean ramName(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.endsWith("RAM") && !upper.contains("RTC");
    }
}
