package dev.aegis.system;

import dev.aegis.protocol.WireJson;
import dev.aegis.testkit.ExampleProject;
import dev.aegis.testkit.mcp.McpClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A user of espctl, with a home and a copy of the example project. Each command runs in a process of its own.
final class EspctlUser implements AutoCloseable {
    private static final long TIMEOUT_SECS = 180;
    private static final long LAST_RECORD_SECS = 20;

    private final TemporaryFolder folder;
    private final Map<String, String> environment = new HashMap<>();

    EspctlUser(URI server) throws IOException {
        folder = TemporaryFolder.create("aegis-user-");
        Files.createDirectory(home());
        environment.put("HOME", home().toString());
        environment.put("ESPCTL_SERVER", server.toString());
        environment.put("MCP_AUTH_SECRET", Fleet.ACCESS_KEY);
        ExampleProject.named("hello_world").copyTo(project());
    }

    /// The folder of home and project, for other files of a test.
    Path folder() {
        return folder.path();
    }

    Path home() {
        return folder().resolve("home");
    }

    Path project() {
        return folder().resolve("project");
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

    /// The log of the newest build.
    List<LogLine> log() throws Exception {
        return WireJson.read(run("logs", "-n", "100000", "--json").out(), Log.class)
                .lines();
    }

    record Log(List<LogLine> lines) {}

    record LogLine(long seq, String text) {}

    /// The result of a command.
    record Outcome(int exit, String out, String err) {}

    Outcome run(String... arguments) throws Exception {
        try (Running running = start(arguments)) {
            return running.outcome();
        }
    }

    Running start(String... arguments) throws IOException {
        Path out = Files.createTempFile(folder(), "out", ".txt");
        Path err = Files.createTempFile(folder(), "err", ".txt");
        ProcessBuilder builder = builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile());
        return new Running(builder.start(), out, err);
    }

    /// Runs a command with a pseudo terminal as stdin, stdout and stderr.
    ///
    /// @return the terminal's output
    String onTerminal(String... arguments) throws Exception {
        List<String> command = builder(arguments).command();
        String line = command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        Path shown = Files.createTempFile(folder(), "shown", ".txt");
        ProcessBuilder builder =
                builder(arguments).redirectOutput(shown.toFile()).redirectErrorStream(true);
        builder.command("script", "-q", "-e", "-c", line, "/dev/null");
        try (Running running = new Running(builder.start(), shown, shown)) {
            return running.outcome().out();
        }
    }

    /// Starts `espctl mcp serve` and initializes an MCP session with it.
    McpClient mcp() throws IOException {
        Path err = Files.createTempFile(folder(), "mcp", ".txt");
        return new McpClient(builder("mcp", "serve").redirectError(err.toFile()).start());
    }

    private ProcessBuilder builder(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(dev.aegis.espctl.Main.class, List.of(), arguments))
                .directory(project().toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "LANG", "C.UTF-8"));
        builder.environment().putAll(environment);
        return builder;
    }

    /// A started command.
    record Running(Process process, Path out, Path err) implements AutoCloseable {
        Outcome outcome() throws Exception {
            if (!process.waitFor(TIMEOUT_SECS, TimeUnit.SECONDS)) {
                throw new AssertionError("espctl did not end; stderr:\n" + Files.readString(err));
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        }

        /// Waits until stderr contains the text.
        void awaitErr(String text) throws Exception {
            awaitErr(text, 1);
        }

        /// Waits until the given number of lines on stderr contain the text.
        void awaitErr(String text, int times) throws Exception {
            int seen = 0;
            // tail prints the file and then each new line, without polling.
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
            throw new AssertionError("espctl did not print '" + text + "':\n" + Files.readString(err));
        }

        /// Sends SIGINT, as Ctrl-C does.
        void interrupt() throws Exception {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }

        /// Sends SIGKILL.
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() throws IOException {
        ProcessHandle.allProcesses().filter(this::isOurs).forEach(EspctlUser::awaitEnd);
        folder.close();
    }

    /// A build that an AI client began has a process of its own, which still writes its last record when the client has
    /// the answer.
    private boolean isOurs(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.ISO_8859_1)
                    .contains("HOME=" + home() + "\0");
        } catch (IOException over) {
            return false;
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        process.onExit()
                .completeOnTimeout(process, LAST_RECORD_SECS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
        process.onExit().join();
    }
}
