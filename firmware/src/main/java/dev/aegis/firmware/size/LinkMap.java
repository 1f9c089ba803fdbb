package dev.aegis.firmware.size;

import dev.aegis.firmware.size.MapSection.Piece;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
    private static final Pattern PADDING =
            Pattern.compile(" \\*fill\\*\\s+0x([0-9a-f]{8,16})\\s+0x([0-9a-f]{1,16})\\b.*");
    private static final Pattern WRITTEN =
            Pattern.compile("\\s+0x([0-9a-f]{8,16})\\s+0x([0-9a-f]{1,16}) (?:BYTE|SHORT|LONG|QUAD|SQUAD) 0x.*");
    private static final int MOST_PIECES = 400_000;

    private final MapRegions regions = new MapRegions();
    private final List<MapSection> sections = new ArrayList<>();
    private final TreeSet<String> libraries = new TreeSet<>();
    private boolean placed;
    private boolean configuration;
    private String output = "";
    private boolean outputOpen;
    private @Nullable MapSection section;
    private @Nullable String name;
    private int pieces;

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
        Map<Contribution, Long> sizes = new HashMap<>();
        for (MapSection one : sections) {
            MapRegions.Region found = regions.regionOf(one.address(), one.name());
            if (found != null && found.name().equals(region)) {
                one.inputs()
                        .forEach(input -> sizes.merge(
                                new Contribution(input.section(), input.file(), 0), input.size(), Long::sum));
            }
        }
        return sizes.entrySet().stream()
                .map(entry -> new Contribution(
                        entry.getKey().section(), entry.getKey().file(), entry.getValue()))
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

    /// Returns the size of the program at all three levels: memories, components (archives), files (objects). The image
    /// file and its partition are not in a map.
    public SizeReport sizes() {
        return new MapSizes(regions, sections).report();
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
                regions.add(region.group(1), hex(region.group(2)), hex(region.group(3)));
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
            Matcher header = OUTPUT.matcher(line);
            if (header.matches() && begins != header.group(1).isEmpty()) {
                if (begins) {
                    begin(header.group(1));
                }
                output(hex(header.group(2)), hex(header.group(3)));
            }
            outputOpen = false;
            return;
        }
        if (line.startsWith("/DISCARD/")) {
            begin("");
        }
        input(line);
    }

    private void begin(String started) {
        output = started;
        section = null;
        name = null;
        regions.section(started);
    }

    private void output(long address, long size) {
        if (size > 0 && address + size > address && regions.reach(address) && sections.size() < MOST_PIECES) {
            section = new MapSection(output, address, size);
            sections.add(section);
        }
    }

    private void input(String line) {
        // A long name is on a line of its own, before its numbers.
        Matcher alone = NAME.matcher(line);
        if (alone.matches()) {
            name = alone.group(1);
            return;
        }
        Matcher padding = PADDING.matcher(line);
        Matcher written = WRITTEN.matcher(line);
        if (padding.matches()) {
            name = null;
            add(Piece.filling(hex(padding.group(1)), hex(padding.group(2))), false);
            return;
        }
        if (written.matches()) {
            name = null;
            add(Piece.filling(hex(written.group(1)), hex(written.group(2))), true);
            return;
        }
        Matcher input = INPUT.matcher(line);
        boolean numbers = input.matches();
        String from = numbers && !input.group(1).isEmpty() ? input.group(1) : name;
        name = null;
        if (numbers && from != null) {
            String file = input.group(4).replaceFirst("^.*/", "");
            add(new Piece(hex(input.group(2)), hex(input.group(3)), from, file), true);
        }
    }

    /// @param content whether it is more than padding, which alone does not make a section a used one
    private void add(Piece piece, boolean content) {
        MapSection to = section;
        if (to == null || piece.size() <= 0 || pieces >= MOST_PIECES || !(content || to.isFilled())) {
            return;
        }
        pieces++;
        to.add(piece);
        int member = piece.file().indexOf('(');
        if (member > 0) {
            libraries.add(piece.file().substring(0, member));
        }
    }

    private static long hex(String digits) {
        return Long.parseUnsignedLong(digits, 16);
    }
}
