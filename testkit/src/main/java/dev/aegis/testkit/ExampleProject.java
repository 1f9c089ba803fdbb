package dev.aegis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A project of the repository's `examples/`, as committed, without files that builds in place left there.
public final class ExampleProject {
    private static final Set<String> LEFT_BY_BUILDS = Set.of("build", "sdkconfig", "sdkconfig.old");

    private final Path folder;

    private ExampleProject(Path folder) {
        this.folder = folder;
    }

    public static ExampleProject named(String name) {
        return new ExampleProject(repository().resolve("examples").resolve(name));
    }

    /// Returns the nearest parent folder with the examples and the starter SDK.
    public static Path repository() {
        Path here = Path.of("").toAbsolutePath();
        for (Path candidate = here; candidate != null; candidate = candidate.getParent()) {
            if (Files.isDirectory(candidate.resolve("examples"))
                    && Files.isDirectory(candidate.resolve("starter-idf"))) {
                return candidate;
            }
        }
        throw new IllegalStateException("there are no examples in " + here + " or above");
    }

    /// Returns every file with its content, by its path in the project.
    public SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path path = folder.relativize(file);
                if (!LEFT_BY_BUILDS.contains(path.getName(0).toString())) {
                    files.put(path.toString(), Files.readAllBytes(file));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("reading " + folder, broken);
        }
        return files;
    }

    /// @param project an empty folder, or one that does not exist
    public void copyTo(Path project) throws IOException {
        for (var file : files().entrySet()) {
            Path copy = project.resolve(file.getKey());
            Files.createDirectories(copy.resolve("..").normalize());
            Files.write(copy, file.getValue());
        }
    }
}
