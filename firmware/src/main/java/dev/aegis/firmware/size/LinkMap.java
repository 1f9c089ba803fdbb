package dev.aegis.firmware.size;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The content of each memory region, read from the linker's map file. The linker writes the file even if a region
/// overflows.
public final class LinkMap {
    private static final Pattern REGION = Pattern.compile("(\\w+)\\s+0x([0-9a-f]{8,16})\\s+0x([0-9a-f]{8,16})\\b.*");
    private static final Pattern OUTPUT_NAME = Pattern.compile("(\\.\\S+)");
    private static final Pattern OUTPUT =
            Pattern.compile("(\\.\\S+|)\\s+0x([0-9a-f]{8,16})\\s+0x([0-9a-f]{1,16})(?: .*)?");
    private static final Pattern NAME = Pattern.compile(" (\\.\\S+|COMMON)");
    private static final Pattern INPUT =
            Pattern.compile(" (\\.\\S+|COMMON|)\\s+0x([0-9a-f]{8,16})\\s+0x([0-9a-f]{1,16}) (\\S.*)");
    private static final Pattern WRITTEN = Pattern.compile("(?:BYTE|SHORT|LONG|QUAD|SQUAD) 0x.*");
    private static final int MOST_INPUTS = 200_000;

    private final MapRegions regions = new MapRegions();
    private final Map<String, Output> outputs = new LinkedHashMap<>();
    private final Map<Input, Long> sizes = new HashMap<>();
    private final TreeSet<String> libraries = new TreeSet<>();
    private boolean placed;
    private boolean configuration;
    private String output = "";
    private boolean outputOpen;
    private @Nullable String name;

    /// A section of the program.
    ///
    /// @param window where its region begins
    record Output(String name, long window, long size, boolean filled) {}

    /// @param window where its region begins
    record Input(long window, String output, String section, String file) {}

    /// @param section of the object file, such as `.bss.frame_buffer`, which names the variable or
    ///   function
    /// @param file such as `libmain.a(main.c.obj)`
    public record Contribution(String section, String file, long size) {}

    private LinkMap() {}

    public static LinkMap read(InputStream file) throws IOException {
        LinkMap map = new LinkMap();
        BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null && !line.startsWith("Cross Reference Table"); ) {
            map.take(line);
            line = lines.readLine();
        }
        return map;
    }

    /// Returns the largest contributions to a region, the largest first.
    public List<Contribution> largest(String region, int most) {
        return sizes.entrySet().stream()
                .filter(input -> isIn(input.getKey(), region))
                .map(input -> new Contribution(
                        input.getKey().section(), input.getKey().file(), input.getValue()))
                .sorted(Comparator.comparingLong(Contribution::size)
                        .reversed()
                        .thenComparing(Contribution::file)
                        .thenComparing(Contribution::section))
                .limit(most)
                .toList();
    }

    /// Returns the libraries that the program uses, such as `libfreertos.a`.
    public List<String> libraries() {
        return List.copyOf(libraries);
    }

    /// Returns the size of the program at all three levels: memories, components (archives), files (objects).
    ///
    /// @param flashRemaining free bytes of the smallest app partition, which are not in a map; absent if unknown
    public SizeReport sizes(@Nullable Long flashRemaining) {
        return MapSizes.report(regions, List.copyOf(outputs.values()), sizes, flashRemaining);
    }

    private boolean isIn(Input input, String region) {
        MapRegions.Region found = regions.regionOf(input.window(), input.output());
        return found != null && found.name().equals(region);
    }

    private void take(String line) {
        if (line.startsWith("Memory Configuration")) {
            configuration = true;
        } else if (line.startsWith("Linker script and memory map")) {
            configuration = false;
            placed = true;
        } else if (configuration) {
            Matcher region = REGION.matcher(line);
            if (region.matches()) {
                regions.add(
                        region.group(1),
                        Long.parseUnsignedLong(region.group(2), 16),
                        Long.parseUnsignedLong(region.group(3), 16));
            }
        } else if (placed) {
            placed(line);
        }
    }

    private void placed(String line) {
        boolean begins = line.startsWith(".");
        if (begins && OUTPUT_NAME.matcher(line).matches()) {
            begin(line);
            outputOpen = true;
            return;
        }
        if (begins || outputOpen) {
            Matcher section = OUTPUT.matcher(line);
            if (section.matches() && begins != section.group(1).isEmpty()) {
                if (begins) {
                    begin(section.group(1));
                }
                output(Long.parseUnsignedLong(section.group(2), 16), Long.parseUnsignedLong(section.group(3), 16));
            }
            outputOpen = false;
            return;
        }
        if (line.startsWith("/DISCARD/")) {
            begin("");
        }
        input(line);
    }

    private void begin(String section) {
        output = section;
        name = null;
        regions.section(section);
    }

    private void output(long address, long size) {
        Long window = regions.windowOf(address);
        if (window != null && size > 0 && outputs.size() < MOST_INPUTS) {
            outputs.put(output, new Output(output, window, size, false));
        }
    }

    private void input(String line) {
        // A long name is on a line of its own, before its numbers.
        Matcher alone = NAME.matcher(line);
        if (alone.matches()) {
            name = alone.group(1);
            return;
        }
        Matcher input = INPUT.matcher(line);
        boolean numbers = input.matches();
        String section = numbers && !input.group(1).isEmpty() ? input.group(1) : name;
        name = null;
        if (!numbers) {
            return;
        }
        if (WRITTEN.matcher(input.group(4)).matches()) {
            fill();
        } else if (section != null) {
            input(
                    section,
                    Long.parseUnsignedLong(input.group(2), 16),
                    Long.parseUnsignedLong(input.group(3), 16),
                    input.group(4).replaceFirst("^.*/", ""));
        }
    }

    private void input(String section, long address, long size, String file) {
        Long window = regions.windowOf(address);
        if (size <= 0 || window == null || sizes.size() >= MOST_INPUTS) {
            return;
        }
        int member = file.indexOf('(');
        if (member > 0) {
            libraries.add(file.substring(0, member));
        }
        fill();
        sizes.merge(new Input(window, output, section, file), size, Long::sum);
    }

    /// Marks the section as one with content, not only reserved space.
    private void fill() {
        outputs.computeIfPresent(
                output, (same, now) -> now.filled() ? now : new Output(same, now.window(), now.size(), true));
    }
}
