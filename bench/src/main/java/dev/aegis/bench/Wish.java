package dev.aegis.bench;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the command line asks for.
///
/// @param names of measurements; empty for all
/// @param json where figures are written for programs
/// @param project that is built; absent for the smallest example
record Wish(
        Set<String> names, @Nullable Path json, @Nullable Path project) {
    /// @throws IllegalArgumentException with a sentence for the user
    static Wish of(List<String> words, Set<String> known) {
        Set<String> names = new LinkedHashSet<>();
        Path json = null;
        Path project = null;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "--json" -> json = file(words, ++i, word);
                case "--project" -> project = file(words, ++i, word);
                default -> names.add(known(word, known));
            }
        }
        return new Wish(names, json, project);
    }

    boolean has(String name) {
        return names.isEmpty() || names.contains(name);
    }

    private static String known(String word, Set<String> known) {
        if (!known.contains(word)) {
            throw new IllegalArgumentException(
                    "there is no measurement '" + word + "'; there are: " + String.join(", ", known));
        }
        return word;
    }

    private static Path file(List<String> words, int at, String option) {
        if (at >= words.size()) {
            throw new IllegalArgumentException("the option " + option + " wants a path");
        }
        return Path.of(words.get(at));
    }
}
