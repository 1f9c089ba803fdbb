package dev.aegis.agent.execution;

import dev.aegis.protocol.Digest;
import dev.aegis.store.StoreEntry;
import dev.aegis.store.StoreTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The identity of everything outside a project that its build reads: ESP-IDF, tools, environment and the machine's own
/// files. Neither CMake nor ninja notices when one of them changes in place.
///
/// @param parts by name, as messages show it
record Surroundings(SortedMap<String, Part> parts) {
    private static final String IDF = "ESP-IDF";

    Surroundings {
        parts = parts == null ? new TreeMap<>() : new TreeMap<>(parts);
    }

    /// @param version as messages show it; may be empty
    /// @param identity differs if the content differs
    record Part(String version, String identity) {}

    static Surroundings of(BuildOrder order, BuildEnvironment environment) {
        StoreEntry entry = order.sdk().entry();
        SortedMap<String, Part> parts = new TreeMap<>();
        parts.put(IDF, new Part(entry.version(), entry.sha256().hex()));
        for (StoreTool tool : entry.tools()) {
            Digest sha256 = tool.sha256();
            String content = sha256 == null ? ofSystem(tool.name()) : sha256.hex();
            parts.put("the tool " + tool.name(), new Part(tool.version(), content));
        }
        environment
                .fixedVariables()
                .forEach((name, value) -> parts.put("the environment variable " + name, new Part("", digest(value))));
        parts.put("the project's place in the sandbox", new Part("", environment.directory()));
        parts.put("the build rules of the machine", new Part("", digest(BuildAdditions.rules())));
        return new Surroundings(parts);
    }

    /// Returns each difference as a clause, such as `the environment variable EXTRA_CFLAGS changed`.
    List<String> changesSince(Surroundings before) {
        List<String> changes = new ArrayList<>();
        parts.forEach((name, now) -> {
            Part old = before.parts.get(name);
            if (old == null) {
                changes.add(name + " is new");
            } else if (!old.version().equals(now.version())) {
                changes.add(name + " changed from " + old.version() + " to " + now.version());
            } else if (!old.equals(now)) {
                changes.add(name.equals(IDF) ? IDF + " " + now.version() + " was installed again" : name + " changed");
            }
        });
        before.parts.keySet().stream()
                .filter(name -> !parts.containsKey(name))
                .forEach(name -> changes.add(name + " is gone"));
        return changes;
    }

    /// A tool of the operating system is replaced in place by a package manager.
    private static String ofSystem(String tool) {
        Path program = Path.of("/usr/bin").resolve(tool.replaceAll("[^A-Za-z0-9._+-]", "_"));
        try {
            Path real = program.toRealPath();
            return real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real);
        } catch (IOException absent) {
            return "";
        }
    }

    private static String digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
    }
}
