package dev.aegis.firmware.size;

import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Part;
import dev.aegis.firmware.size.SizeReport.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Adds up a linker's map as `idf.py size` does.
final class MapSizes {
    private static final Pattern MEMBER = Pattern.compile("(.+)\\((.+)\\)");

    /// Padding between the parts, and bytes that the linker script writes. They are in no component.
    static final String FILL = "(fill)";

    /// Sections that only skip addresses. The addresses belong to another memory, or to none.
    private static final List<String> SKIPPING = List.of("dummy", "reserved_for_iram", "heap_start", "noload");

    /// Sections that take space on the chip but not in the image.
    private static final List<String> NOT_STORED = List.of("bss", "noinit", "reserved");

    private final MapRegions regions;
    private final List<MapSection> sections;

    MapSizes(MapRegions regions, List<MapSection> sections) {
        this.regions = regions;
        this.sections = sections.stream()
                .filter(MapSection::isFilled)
                .filter(section -> SKIPPING.stream().noneMatch(section.name()::contains))
                .toList();
    }

    SizeReport report() {
        List<Memory> memories = memories();
        List<Memory> ram =
                memories.stream().filter(memory -> Memory.isRam(memory.name())).toList();
        return new SizeReport(
                sections.stream()
                        .filter(section -> NOT_STORED.stream().noneMatch(section.name()::contains))
                        .mapToLong(MapSection::size)
                        .sum(),
                null,
                null,
                ram.stream().mapToLong(Memory::used).sum(),
                Memory.free(ram),
                memories,
                shares(MapSizes::archive),
                shares(MapSizes::object));
    }

    private List<Memory> memories() {
        Map<String, Map<String, Long>> parts = new HashMap<>();
        for (MapSection section : sections) {
            for (MapRegions.Share share : regions.shares(section.address(), section.size(), section.name())) {
                parts.computeIfAbsent(share.memory(), memory -> new LinkedHashMap<>())
                        .merge(section.name(), share.size(), Long::sum);
            }
        }
        List<Memory> memories = new ArrayList<>();
        regions.totals().forEach((name, total) -> {
            Map<String, Long> here = parts.getOrDefault(name, Map.of());
            if (!here.isEmpty()) {
                memories.add(Memory.of(
                        name,
                        here.values().stream().mapToLong(Long::longValue).sum(),
                        total.orElse(null),
                        here.entrySet().stream()
                                .map(part -> new Part(abbreviated(part.getKey()), part.getValue()))
                                .sorted(Comparator.comparingLong(Part::size).reversed())
                                .toList()));
            }
        });
        return memories;
    }

    private List<Share> shares(UnaryOperator<String> named) {
        Map<String, Map<String, Long>> shares = new HashMap<>();
        for (MapSection section : sections) {
            Map<String, Long> filling = shares.computeIfAbsent(FILL, fill -> new HashMap<>());
            for (MapRegions.Share whole : regions.shares(section.address(), section.size(), section.name())) {
                filling.merge(whole.memory(), whole.size(), Long::sum);
            }
            for (MapSection.Piece input : section.inputs()) {
                for (MapRegions.Share part : regions.shares(input.address(), input.size(), section.name())) {
                    shares.computeIfAbsent(named.apply(input.file()), file -> new HashMap<>())
                            .merge(part.memory(), part.size(), Long::sum);
                    filling.merge(part.memory(), -part.size(), Long::sum);
                }
            }
        }
        return shares.entrySet().stream()
                .map(share -> share(share.getKey(), share.getValue()))
                .filter(share -> share.size() > 0)
                .sorted(Comparator.comparingLong(Share::size).reversed().thenComparing(Share::name))
                .toList();
    }

    private static Share share(String name, Map<String, Long> memories) {
        memories.values().removeIf(size -> size == 0);
        return new Share(
                name, memories.values().stream().mapToLong(Long::longValue).sum(), memories);
    }

    /// Returns the archive of a file; files in no archive belong to the program.
    private static String archive(String file) {
        Matcher member = MEMBER.matcher(file);
        return member.matches() ? member.group(1) : "(exe)";
    }

    /// Returns the object file with its archive, since several archives may contain files of one name.
    private static String object(String file) {
        Matcher member = MEMBER.matcher(file);
        return member.matches() ? member.group(1) + ":" + member.group(2) : file;
    }

    private static String abbreviated(String section) {
        return section.substring(section.lastIndexOf('.'));
    }
}
