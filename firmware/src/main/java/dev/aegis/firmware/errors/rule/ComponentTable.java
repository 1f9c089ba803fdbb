package dev.aegis.firmware.errors.rule;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The component of ESP-IDF, or of its registry, that a header or a function belongs to: a table of the program's
/// resources. The project's own components are unknown, since a log does not list them.
public final class ComponentTable {
    private final Map<String, String> componentByName;

    private ComponentTable(Map<String, String> componentByName) {
        this.componentByName = componentByName;
    }

    /// Reads a table: lines of a component and then its names, separated by blanks; comments begin with `#`.
    ///
    /// @param beside a class of the package that has the resource
    public static ComponentTable read(Class<?> beside, String resource) {
        Map<String, String> table = new LinkedHashMap<>();
        InputStream stream = Objects.requireNonNull(beside.getResourceAsStream(resource), resource);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] words = line.split(" ", -1);
                for (int i = 1; i < words.length; i++) {
                    table.put(words[i], words[0]);
                }
            });
        } catch (IOException broken) {
            throw new UncheckedIOException("reading the table " + resource, broken);
        }
        return new ComponentTable(table);
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(componentByName.keySet());
    }

    public @Nullable String componentOf(String name) {
        return componentByName.get(name);
    }
}
