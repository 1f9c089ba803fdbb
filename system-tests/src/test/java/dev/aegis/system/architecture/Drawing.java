package dev.aegis.system.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One block of ARCHITECTURE.md: each line has a name, an arrow, and the names it may import. A block starts with
/// three backticks and `arrows NAME`.
///
/// @param arrows what each name may import, in the order of the lines
/// @param byAll what every name may import: the line that starts with `*`
record Drawing(Map<String, Set<String>> arrows, Set<String> byAll) {
    private static final Path PAGE = Path.of("../ARCHITECTURE.md");
    private static final String ALL = "*";

    static Drawing named(String name) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int begin = lines.indexOf("```arrows " + name);
        if (begin < 0) {
            throw new AssertionError(PAGE + " has no block that starts with ```arrows " + name);
        }
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        for (String line : lines.subList(
                begin + 1, begin + lines.subList(begin, lines.size()).indexOf("```"))) {
            String[] sides = line.split("->", 2);
            if (sides.length != 2 || arrows.put(sides[0].strip(), names(sides[1])) != null) {
                throw new AssertionError("block " + name + ": write one line 'A -> B, C' for each A, not: " + line);
            }
        }
        Set<String> byAll = arrows.getOrDefault(ALL, Set.of());
        arrows.remove(ALL);
        return new Drawing(arrows, byAll);
    }

    boolean allows(String from, String to) {
        return from.equals(to)
                || byAll.contains(to)
                || arrows.getOrDefault(from, Set.of()).contains(to);
    }

    /// Arrows that point to a line above their own, so that the block cannot be read from top to bottom.
    List<String> upward() {
        List<String> order = List.copyOf(arrows.keySet());
        return arrows.entrySet().stream()
                .flatMap(line -> line.getValue().stream()
                        .filter(to -> order.indexOf(to) <= order.indexOf(line.getKey()))
                        .map(to -> line.getKey() + " -> " + to))
                .toList();
    }

    private static Set<String> names(String list) {
        Set<String> names =
                new TreeSet<>(Arrays.stream(list.split(",")).map(String::strip).toList());
        names.remove("");
        return names;
    }
}
