package dev.aegis.firmware.size;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the linker's map file says of each memory region. The linker writes it even when a region overflows, which is
/// when it is needed most.
public final class LinkMap {
    private static final Pattern REGION = Pattern.compile("(\\w+)\\s+0x([0-9a-f]{8,16})\\s+0x([0-9a-f]{8,16})\\b.*");
    private static final Pattern NAME = Pattern.compile(" (\\.\\S+|COMMON)");
    private static final Pattern INPUT =
            Pattern.compile(" (\\.\\S+|COMMON|)\\s+0x([0-9a-f]{8,16})\\s+0x([0-9a-f]{1,16}) (\\S.*)");
    private static final int MOST_INPUTS = 200_000;

    private final TreeMap<Long, String> regions = new TreeMap<>();
    private final Map<Input, Long> sizes = new HashMap<>();
    private final TreeSet<String> libraries = new TreeSet<>();
    private boolean placed;
    private boolean configuration;
    private @Nullable String name;

    private record Input(String region, String section, String file) {}

    /// @param section of the object file, such as `.bss.frame_buffer`, which names the variable or function
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

    /// What takes most of a region, the largest first.
    public List<Contribution> largest(String region, int most) {
        return sizes.entrySet().stream()
                .filter(input -> input.getKey().region().equals(region))
                .map(input -> new Contribution(
                        input.getKey().section(), input.getKey().file(), input.getValue()))
                .sorted(Comparator.comparingLong(Contribution::size)
                        .reversed()
                        .thenComparing(Contribution::file)
                        .thenComparing(Contribution::section))
                .limit(most)
                .toList();
    }

    /// The libraries of which anything came into the program, such as `libfreertos.a`.
    public List<String> libraries() {
        return List.copyOf(libraries);
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
                regions.put(Long.parseUnsignedLong(region.group(2), 16), region.group(1));
            }
        } else if (placed) {
            input(line);
        }
    }

    private void input(String line) {
        // A long name stands on a line of its own, before its numbers.
        Matcher alone = NAME.matcher(line);
        if (alone.matches()) {
            name = alone.group(1);
            return;
        }
        Matcher input = INPUT.matcher(line);
        String section = input.matches() && !input.group(1).isEmpty() ? input.group(1) : name;
        name = null;
        if (section == null || !input.matches()) {
            return;
        }
        long size = Long.parseUnsignedLong(input.group(3), 16);
        Map.Entry<Long, String> region = regions.floorEntry(Long.parseUnsignedLong(input.group(2), 16));
        if (size <= 0 || region == null || sizes.size() >= MOST_INPUTS) {
            return;
        }
        String file = input.group(4).replaceFirst("^.*/", "");
        int member = file.indexOf('(');
        if (member > 0) {
            libraries.add(file.substring(0, member));
        }
        sizes.merge(new Input(region.getValue(), section, file), size, Long::sum);
    }
}
