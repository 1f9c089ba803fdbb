package dev.aegis.bench;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The options of the command line.
///
/// @param names of the measurements; empty for all
/// @param json the file for the figures as JSON
/// @param project to build; null for the smallest example
record BenchOptions(
        Set<String> names, @Nullable Path json, @Nullable Path project) {
    /// @throws IllegalArgumentException with a sentence for the user
    static BenchOptions of(List<String> words, Set<String> known) {
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
        return new BenchOptions(names, json, project);
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
            throw new IllegalArgumentException("the option " + option + " needs a path");
        }
        return Path.of(words.get(at));
    }
}
