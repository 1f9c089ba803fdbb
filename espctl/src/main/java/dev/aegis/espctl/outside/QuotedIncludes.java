package dev.aegis.espctl.outside;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files that a lone source file includes from its own folder, and those that they include.
final class QuotedIncludes {
    private static final Pattern INCLUDE = Pattern.compile("(?m)^\\s*#\\s*include\\s+\"([^\"\\n]{1,200})\"");
    private static final int MOST = 200;
    private static final long MOST_BYTES = 1024 * 1024;

    private QuotedIncludes() {}

    /// @param allowed whether a file may be sent
    static Set<Path> of(Path source, Predicate<Path> allowed) {
        Set<Path> found = new LinkedHashSet<>();
        Deque<Path> open = new ArrayDeque<>(Set.of(source));
        while (!open.isEmpty() && found.size() < MOST) {
            Path file = open.removeFirst();
            try {
                String text = Files.size(file) > MOST_BYTES
                        ? ""
                        : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                Matcher include = INCLUDE.matcher(text);
                while (include.find()) {
                    Path named = file.resolveSibling(include.group(1)).normalize();
                    if (Files.isRegularFile(named) && allowed.test(named) && found.add(named)) {
                        open.add(named);
                    }
                }
            } catch (IOException | java.nio.file.InvalidPathException unreadable) {
                // The compiler tells what is wrong with it.
            }
        }
        return found;
    }
}
