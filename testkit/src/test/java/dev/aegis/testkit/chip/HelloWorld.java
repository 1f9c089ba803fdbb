package dev.aegis.testkit.chip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Builds examples/hello_world with starter-idf, as its own `idf.py` does for a person.
final class HelloWorld {
    private static final Path REPOSITORY = repository();
    private static final String PYTHON = "/usr/bin/python3";

    private HelloWorld() {}

    /// The nearest directory upwards that holds starter-idf.
    private static Path repository() {
        Path here = Path.of("").toAbsolutePath();
        for (Path candidate = here; candidate != null; candidate = candidate.getParent()) {
            if (Files.isDirectory(candidate.resolve("starter-idf"))) {
                return candidate;
            }
        }
        throw new IllegalStateException("no starter-idf above " + here);
    }

    static FlashableBuild build(String target, Path project) throws IOException {
        copy(REPOSITORY.resolve("examples/hello_world"), project);
        idf(project, "set-target", target);
        idf(project, "build");
        return FlashableBuild.in(project.resolve("build"));
    }

    private static void idf(Path project, String... arguments) throws IOException {
        Path idf = REPOSITORY.resolve("starter-idf");
        Path log = project.resolve("idf.log");
        ProcessBuilder builder =
                new ProcessBuilder(PYTHON, idf.resolve("tools/idf.py").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("IDF_PATH", idf.toString());
        Process process = builder.directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("idf.py " + String.join(" ", arguments) + " failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while building", e);
        }
    }

    /// Sources only: a build left in the example belongs to someone else.
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(file -> !from.relativize(file).startsWith("build"))
                    .forEach(file -> copyOne(file, to.resolve(from.relativize(file))));
        }
    }

    private static void copyOne(Path file, Path target) {
        try {
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else if (!file.getFileName().toString().startsWith("sdkconfig.old")
                    && !file.getFileName().toString().equals("sdkconfig")) {
                Files.copy(file, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("copying " + file, e);
        }
    }
}
