package dev.aegis.espctl;

import dev.aegis.testkit.DefaultSignals;
import dev.aegis.testkit.mcp.McpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Runs espctl as a process with its own home.
final class EspctlProcess {
    private static final long PATIENCE_SECS = 120;

    private final Path home;
    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();

    EspctlProcess(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    record Outcome(int exit, String out, String err) {}

    EspctlProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// Starts `espctl mcp serve` and initializes an MCP session with it.
    McpClient mcp(String... options) throws IOException {
        return mcp(List.of(), options);
    }

    /// @param before a command that starts it, such as a shell that prepares files
    McpClient mcp(List<String> before, String... options) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(command("mcp", "serve"));
        command.addAll(List.of(options));
        return new McpClient(builder(command)
                .redirectError(home.resolveSibling("mcp.stderr").toFile())
                .start());
    }

    /// Returns the command line, for a shell.
    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(DefaultSignals.command(command)).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin", "LANG", "C.UTF-8"));
        builder.environment().putAll(environment);
        return builder;
    }

    Outcome run(String stdin, String... arguments) throws Exception {
        Process process = builder(command(arguments)).start();
        CompletableFuture<String> out = text(process.getInputStream());
        CompletableFuture<String> err = text(process.getErrorStream());
        try (var in = process.getOutputStream()) {
            in.write(stdin.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(PATIENCE_SECS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("espctl did not end; stderr: " + err.join());
        }
        return new Outcome(process.exitValue(), out.join(), err.join());
    }

    /// Runs a command with a pseudo terminal as stdin, stdout and stderr.
    ///
    /// @param typed the input of the user
    /// @return the terminal's output
    String onTerminal(String typed, String... arguments) throws Exception {
        String line = command(arguments).stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        Process process =
                builder(List.of("script", "-q", "-e", "-c", line, "/dev/null")).start();
        CompletableFuture<String> shown = text(process.getInputStream());
        try (var in = process.getOutputStream()) {
            in.write(typed.getBytes(StandardCharsets.UTF_8));
            in.flush();
            if (!process.waitFor(PATIENCE_SECS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("espctl did not end; it showed: " + shown.join());
            }
        }
        return shown.join();
    }

    private static CompletableFuture<String> text(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }
}
