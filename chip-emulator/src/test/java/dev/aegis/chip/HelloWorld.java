package dev.aegis.chip;

import dev.aegis.testkit.ExampleProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Builds examples/hello_world with starter-idf through its `idf.py`.
final class HelloWorld {
    private static final Path REPOSITORY = ExampleProject.repository();
    private static final String PYTHON = "/usr/bin/python3";

    private HelloWorld() {}

    static FlashableBuild build(String target, Path project) throws IOException {
        ExampleProject.named("hello_world").copyTo(project);
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
}
