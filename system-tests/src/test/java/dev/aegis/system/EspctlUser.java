package dev.aegis.system;

import dev.aegis.testkit.DefaultSignals;
import dev.aegis.testkit.ExampleProject;
import dev.aegis.testkit.mcp.McpClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Someone who uses espctl: a home, a copy of the example project, and commands run as processes.
final class EspctlUser {
    private static final long PATIENCE_SECS = 180;

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    /// @param folder an empty one
    EspctlUser(Path folder, URI server) throws IOException {
        this.folder = folder;
        Files.createDirectory(folder.resolve("home"));
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("ESPCTL_SERVER", server.toString());
        environment.put("MCP_AUTH_SECRET", Fleet.ACCESS_KEY);
        ExampleProject.named("hello_world").copyTo(project());
    }

    Path project() {
        return folder.resolve("project");
    }

    EspctlUser with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    void write(String path, String content) throws IOException {
        Path file = project().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /// A command that has ended.
    record Outcome(int exit, String out, String err) {}

    Outcome run(String... arguments) throws Exception {
        try (Running running = start(arguments)) {
            return running.outcome();
        }
    }

    Running start(String... arguments) throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile());
        return new Running(builder.start(), out, err);
    }

    /// The same with a pseudo terminal for all three streams.
    ///
    /// @return all that the terminal showed
    String onTerminal(String... arguments) throws Exception {
        List<String> command = builder(arguments).command();
        String line = command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        Path shown = Files.createTempFile(folder, "shown", ".txt");
        ProcessBuilder builder =
                builder(arguments).redirectOutput(shown.toFile()).redirectErrorStream(true);
        builder.command("script", "-q", "-e", "-c", line, "/dev/null");
        try (Running running = new Running(builder.start(), shown, shown)) {
            return running.outcome().out();
        }
    }

    /// `espctl mcp serve` with a client that has introduced itself.
    McpClient mcp() throws IOException {
        Path err = Files.createTempFile(folder, "mcp", ".txt");
        return new McpClient(builder("mcp", "serve").redirectError(err.toFile()).start());
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                dev.aegis.espctl.Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(DefaultSignals.command(command))
                .directory(project().toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "LANG", "C.UTF-8"));
        builder.environment().putAll(environment);
        return builder;
    }

    /// A command that may still run.
    record Running(Process process, Path out, Path err) implements AutoCloseable {
        Outcome outcome() throws Exception {
            if (!process.waitFor(PATIENCE_SECS, TimeUnit.SECONDS)) {
                throw new AssertionError("espctl did not end; stderr:\n" + Files.readString(err));
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        }

        /// Returns when stderr holds the text.
        void awaitErr(String text) throws Exception {
            awaitErr(text, 1);
        }

        /// Returns when stderr holds the text in so many lines.
        void awaitErr(String text, int times) throws Exception {
            int seen = 0;
            // tail reads what is there and then waits for the kernel's news, as a person who watches would.
            Process watch =
                    new ProcessBuilder("tail", "-n", "+1", "--pid=" + process.pid(), "-f", err.toString()).start();
            try (var lines = watch.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    seen += line.contains(text) ? 1 : 0;
                    if (seen == times) {
                        return;
                    }
                }
            } finally {
                watch.destroyForcibly();
            }
            throw new AssertionError("espctl never said '" + text + "':\n" + Files.readString(err));
        }

        /// Ctrl-C.
        void interrupt() throws Exception {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }

        /// As `kill -9` does.
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
