package dev.aegis.firmware.size;

import dev.aegis.firmware.size.LinkMap.Input;
import dev.aegis.firmware.size.LinkMap.Output;
import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Part;
import dev.aegis.firmware.size.SizeReport.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Adds up a linker's map as `idf.py size` does.
final class MapSizes {
    private static final Pattern MEMBER = Pattern.compile("(.+)\\((.+)\\)");

    /// Sections that only skip addresses. The addresses belong to another memory, or to none.
    private static final List<String> SKIPPING = List.of("dummy", "reserved_for_iram", "heap_start");

    /// Sections that take space on the chip but not in the image.
    private static final List<String> NOT_STORED = List.of("bss", "noinit", "reserved", "noload", "text_end");

    private final MapRegions regions;
    private final List<Output> outputs;
    private final Map<Input, Long> inputs;

    private MapSizes(MapRegions regions, List<Output> outputs, Map<Input, Long> inputs) {
        this.regions = regions;
        this.outputs = outputs.stream()
                .filter(output -> SKIPPING.stream().noneMatch(output.name()::contains))
                .toList();
        this.inputs = inputs;
    }

    static SizeReport report(
            MapRegions regions, List<Output> outputs, Map<Input, Long> inputs, @Nullable Long flashRemaining) {
        return new MapSizes(regions, outputs, inputs).report(flashRemaining);
    }

    private SizeReport report(@Nullable Long flashRemaining) {
        List<Memory> memories = memories();
        List<Memory> ram = memories.stream()
                .filter(memory ->
                        memory.name().equals(MapRegions.DRAM) || memory.name().equals(MapRegions.IRAM))
                .toList();
        return new SizeReport(
                outputs.stream()
                        .filter(MapSizes::stored)
                        .mapToLong(Output::size)
                        .sum(),
                flashRemaining,
                ram.stream().mapToLong(Memory::used).sum(),
                ram.stream().mapToLong(MapSizes::free).sum(),
                memories,
                shares(MapSizes::archive),
                shares(MapSizes::object));
    }

    private List<Memory> memories() {
        List<Memory> memories = new ArrayList<>();
        regions.totals().forEach((name, total) -> {
            List<Output> here = outputs.stream()
                    .filter(output -> name.equals(memory(output.window(), output.name())))
                    .toList();
            long used = here.stream().mapToLong(Output::size).sum();
            List<Part> parts = here.stream()
                    .filter(Output::filled)
                    .map(output -> new Part(abbreviated(output.name()), output.size()))
                    .sorted(Comparator.comparingLong(Part::size).reversed())
                    .toList();
            if (used > 0) {
                memories.add(new Memory(name, used, total - used, total, parts));
            }
        });
        return memories;
    }

    private static boolean stored(Output output) {
        return output.filled() && NOT_STORED.stream().noneMatch(output.name()::contains);
    }

    private List<Share> shares(UnaryOperator<String> named) {
        Map<String, Map<String, Long>> shares = new HashMap<>();
        inputs.forEach((input, size) -> {
            String memory = memory(input.window(), input.output());
            if (memory != null) {
                shares.computeIfAbsent(named.apply(input.file()), file -> new HashMap<>())
                        .merge(memory, size, Long::sum);
            }
        });
        return shares.entrySet().stream()
                .map(share -> new Share(
                        share.getKey(),
                        share.getValue().values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        share.getValue()))
                .sorted(Comparator.comparingLong(Share::size).reversed().thenComparing(Share::name))
                .toList();
    }

    private @Nullable String memory(long window, String output) {
        MapRegions.Region region = regions.regionOf(window, output);
        return region == null ? null : regions.memoryOf(region);
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

    private static long free(Memory memory) {
        Long free = memory.free();
        return free == null ? 0 : free;
    }
}
