package dev.aegis.firmware.errors;

import dev.aegis.suggestion.ClosestName;
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
    private static final int SHORTEST_COMPARED = 8;

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

    /// Returns the known header that this one is a misspelling of. The project's own headers are not in the table, and
    /// a
    /// short name is close to a known one by chance.
    Optional<String> headerLike(String header) {
        return header.length() < SHORTEST_COMPARED ? Optional.empty() : ClosestName.of(header, headers.keySet());
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
}
