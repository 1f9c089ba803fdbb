package dev.aegis.firmware.size;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The size of one firmware, in bytes. No figure is negative: what does not fit has an overflow instead of free bytes.
///
/// @param flashUsed the application's image: code, constants, and data that is copied to RAM at start
/// @param imageSize of the flashed file, with its padding; absent if unknown
/// @param partitionSize of the smallest app partition, which the file must fit into; absent if unknown
/// @param ramUsed statically, before any heap
/// @param ramRemaining absent if unknown, or if a memory overflows
/// @param memories as the linker sees them, in the order of the output
/// @param components the largest first; empty unless asked for
/// @param files the largest first; empty unless asked for
@JsonPropertyOrder({
    "flash_used",
    "flash_remaining",
    "flash_overflow",
    "image_size",
    "partition_size",
    "ram_used",
    "ram_remaining",
    "memories",
    "components",
    "files"
})
public record SizeReport(
        long flashUsed,
        @Nullable Long imageSize,
        @Nullable Long partitionSize,
        long ramUsed,
        @Nullable Long ramRemaining,
        List<Memory> memories,
        List<Share> components,
        List<Share> files) {
    private static final Set<String> RAM = Set.of("DRAM", "IRAM", "DIRAM", "SRAM", "HPSRAM", "RAM");

    public SizeReport {
        memories = List.copyOf(memories);
        components = List.copyOf(components);
        files = List.copyOf(files);
    }

    /// A memory of the chip.
    ///
    /// @param name such as `DRAM` or `Flash Code`
    /// @param free absent when unknown; 0 when more is used than the memory has
    /// @param total absent when unknown, as that of flash is: a linker script has its range of addresses only
    /// @param overflow by how much more is used than the memory has; absent if it fits or the total is unknown
    public record Memory(
            String name,
            long used,
            @Nullable Long free,
            @Nullable Long total,
            @Nullable Long overflow,
            List<Part> parts) {
        public Memory {
            parts = List.copyOf(parts);
        }

        /// @param total null when unknown
        public static Memory of(String name, long used, @Nullable Long total, List<Part> parts) {
            return total == null
                    ? new Memory(name, used, null, null, null, parts)
                    : new Memory(name, used, Math.max(0, total - used), total, beyond(used, total), parts);
        }

        /// Returns the bytes left in several memories together. The result is null if it is unknown of one, or one
        /// overflows, since the others cannot take what does not fit.
        static @Nullable Long free(List<Memory> memories) {
            long free = 0;
            for (Memory memory : memories) {
                Long here = memory.free();
                if (here == null || memory.overflow() != null) {
                    return null;
                }
                free += here;
            }
            return memories.isEmpty() ? null : Long.valueOf(free);
        }

        /// Whether programs share this memory with their heap. RTC, low-power and external RAM are counted apart.
        static boolean isRam(String name) {
            return RAM.contains(name.toUpperCase(Locale.ROOT).replaceAll("[/ ]", ""));
        }
    }

    /// @param name of the section, such as `.bss`
    public record Part(String name, long size) {}

    /// @param name such as `libfreertos.a` or `tasks.c.obj`; `(fill)` for padding between the others
    /// @param memories how the size is spread over them
    public record Share(String name, long size, Map<String, Long> memories) {
        public Share {
            memories = Collections.unmodifiableMap(new TreeMap<>(memories));
        }
    }

    /// Returns the bytes left in the smallest app partition; null if unknown or the image does not fit.
    @JsonProperty
    public @Nullable Long flashRemaining() {
        return partitionSize == null || inPartition() > partitionSize
                ? null
                : Long.valueOf(partitionSize - inPartition());
    }

    /// Returns by how much the image is larger than the smallest app partition; null if unknown or it fits.
    @JsonProperty
    public @Nullable Long flashOverflow() {
        return partitionSize == null ? null : beyond(inPartition(), partitionSize);
    }

    private long inPartition() {
        return imageSize == null ? flashUsed : imageSize;
    }

    /// Returns the memories that have more content than room.
    public List<Memory> overflows() {
        return memories.stream().filter(memory -> memory.overflow() != null).toList();
    }

    /// @param image of the flashed file; null if unknown
    /// @param partition of the smallest app partition; null if unknown
    public SizeReport inFlash(@Nullable Long image, @Nullable Long partition) {
        return new SizeReport(flashUsed, image, partition, ramUsed, ramRemaining, memories, components, files);
    }

    /// Returns the report with these shares only.
    public SizeReport showing(List<Share> shownComponents, List<Share> shownFiles) {
        return new SizeReport(
                flashUsed, imageSize, partitionSize, ramUsed, ramRemaining, memories, shownComponents, shownFiles);
    }

    private static @Nullable Long beyond(long used, long total) {
        return used > total ? Long.valueOf(used - total) : null;
    }
}
