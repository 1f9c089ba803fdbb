package dev.aegis.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// One of our programs, in a process of its own.
public final class Program implements AutoCloseable {
    private static final long TIMEOUT_SECS = 60;

    private final Process process;
    private final Path log;
    private final String firstLine;

    private Program(Process process, Path log, String firstLine) {
        this.process = process;
        this.log = log;
        this.firstLine = firstLine;
    }

    /// Starts the program and waits for its first line on stdout.
    static Program start(Class<?> main, Map<String, String> environment, Path log, String... arguments)
            throws Exception {
        ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(main, List.of("-Xmx256m"), arguments))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            String first = CompletableFuture.supplyAsync(() -> readLine(out)).get(TIMEOUT_SECS, TimeUnit.SECONDS);
            if (first.isEmpty()) {
                throw new AssertionError(main.getName() + " did not start:\n" + Files.readString(log));
            }
            return new Program(process, log, first);
        } catch (Exception | AssertionError failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    private static String readLine(BufferedReader out) {
        try {
            String line = out.readLine();
            return line == null ? "" : line;
        } catch (IOException broken) {
            return "";
        }
    }

    String firstLine() {
        return firstLine;
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    void terminate() {
        process.destroy();
    }

    /// Sends SIGKILL and waits for the end of the process.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(TIMEOUT_SECS, TimeUnit.SECONDS)) {
            throw new AssertionError("the program did not end within " + TIMEOUT_SECS + " s");
        }
        return process.exitValue();
    }

    /// The child processes and their descendants.
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }
}
