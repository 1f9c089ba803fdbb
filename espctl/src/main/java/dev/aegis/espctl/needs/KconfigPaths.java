package dev.aegis.espctl.needs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files outside the project that the `Kconfig` files of a component read. Paths with variables lead into ESP-IDF.
final class KconfigPaths {
    private static final Pattern SOURCE = Pattern.compile("\\s*(o?)(r?)source\\s+[\"']([^\"'$]+)[\"']\\s*(?:#.*)?");
    private static final int MOST_FILES = 200;
    private static final long MOST_BYTES = 1024 * 1024;

    private KconfigPaths() {}

    static List<Need> in(Path component, Path project) {
        List<Need> found = new ArrayList<>();
        Set<Path> read = new HashSet<>();
        Deque<Path> open =
                new ArrayDeque<>(List.of(component.resolve("Kconfig"), component.resolve("Kconfig.projbuild")));
        while (!open.isEmpty() && read.size() < MOST_FILES) {
            Path file = open.removeFirst();
            if (read.add(file)) {
                for (Need need : named(file, project)) {
                    open.add(need.path());
                    if (!need.path().startsWith(project)) {
                        found.add(need);
                    }
                }
            }
        }
        return found;
    }

    private static List<Need> named(Path file, Path project) {
        List<Need> found = new ArrayList<>();
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return found;
            }
            int number = 0;
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\\R", -1)) {
                number++;
                Matcher source = SOURCE.matcher(line);
                if (source.matches()) {
                    boolean optional = !source.group(1).isEmpty();
                    Path base = source.group(2).isEmpty() ? project : file.resolveSibling("");
                    String written = source.group(3);
                    List<Path> there = AskedPaths.of(base, written);
                    Origin origin = new Origin(file, number);
                    for (Path path : there) {
                        found.add(new Need(path, Need.Use.LONE_FILE, written, origin, true, Set.of()));
                    }
                    if (there.isEmpty() && !optional && !source.group(2).isEmpty()) {
                        Path missing = base.resolve(written).normalize();
                        found.add(new Need(missing, Need.Use.LONE_FILE, written, origin, true, Set.of()));
                    }
                }
            }
        } catch (IOException | InvalidPathException unreadable) {
            return found;
        }
        return found;
    }
}
