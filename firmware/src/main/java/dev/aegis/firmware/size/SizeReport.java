package dev.aegis.firmware.size;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The size of one firmware, in bytes.
///
/// @param flashUsed the application's image: code, constants, and data that is copied to RAM at start
/// @param flashRemaining free bytes of the smallest app partition; absent if the output does not contain it
/// @param ramUsed statically, before any heap
/// @param ramRemaining absent if the output does not contain it
/// @param memories as the linker sees them, in the order of the output
/// @param components the largest first; empty unless asked for
/// @param files the largest first; empty unless asked for
public record SizeReport(
        long flashUsed,
        @Nullable Long flashRemaining,
        long ramUsed,
        @Nullable Long ramRemaining,
        List<Memory> memories,
        List<Share> components,
        List<Share> files) {
    public SizeReport {
        memories = List.copyOf(memories);
        components = List.copyOf(components);
        files = List.copyOf(files);
    }

    /// @param name such as `DRAM` or `Flash Code`
    /// @param free absent when unknown
    /// @param total of the address range, which for flash is far more than a chip has
    public record Memory(
            String name,
            long used,
            @Nullable Long free,
            @Nullable Long total,
            List<Part> parts) {
        public Memory {
            parts = List.copyOf(parts);
        }
    }

    /// @param name of the section, such as `.bss`
    public record Part(String name, long size) {}

    /// @param name such as `libfreertos.a` or `tasks.c.obj`
    /// @param memories how the size is spread over them
    public record Share(String name, long size, Map<String, Long> memories) {
        public Share {
            memories = java.util.Collections.unmodifiableMap(new TreeMap<>(memories));
        }
    }
}
