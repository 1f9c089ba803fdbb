package dev.aegis.firmware.errors;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Which component of ESP-IDF has a header, and which defines a function. The project's own components cannot be
/// known from a log.
final class KnownNames {
    private static final int SHORT_NAME = 8;
    private static final int LONG_NAME = 12;

    private final Map<String, String> headers;
    private final Map<String, String> registryHeaders;
    private final Map<String, String> symbolBeginnings;

    KnownNames() {
        this.headers = table("headers.txt");
        this.registryHeaders = table("registry.txt");
        this.symbolBeginnings = table("symbols.txt");
    }

    Optional<String> componentOfHeader(String header) {
        return Optional.ofNullable(headers.get(header));
    }

    /// The component of the registry, with its namespace, that is not part of ESP-IDF.
    Optional<String> registryComponentOfHeader(String header) {
        return Optional.ofNullable(registryHeaders.get(header));
    }

    /// The known header that this one is a slip of. Two short names are alike by chance.
    Optional<String> headerLike(String header) {
        int most = header.length() < SHORT_NAME ? 0 : header.length() < LONG_NAME ? 1 : 2;
        return headers.keySet().stream()
                .filter(known -> Math.abs(known.length() - header.length()) <= most)
                .filter(known -> !known.equals(header))
                .map(known -> Map.entry(known, distance(known, header)))
                .filter(known -> known.getValue() <= most)
                .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    /// The longest known beginning decides.
    Optional<String> componentOfSymbol(String symbol) {
        return symbolBeginnings.entrySet().stream()
                .filter(known -> symbol.startsWith(known.getKey()))
                .max(Comparator.comparingInt(known -> known.getKey().length()))
                .map(Map.Entry::getValue);
    }

    private static Map<String, String> table(String name) {
        Map<String, String> table = new LinkedHashMap<>();
        InputStream resource = Objects.requireNonNull(KnownNames.class.getResourceAsStream(name), name);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] words = line.split(" ", -1);
                for (int i = 1; i < words.length; i++) {
                    table.put(words[i], words[0]);
                }
            });
        } catch (IOException broken) {
            throw new UncheckedIOException("reading the table " + name, broken);
        }
        return table;
    }

    /// Insertions, deletions and replacements between two names (Levenshtein); a wrong case counts like a wrong letter.
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
