package dev.aegis.bench;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A server for assistants, as a client starts it and asks it: one question at a time.
final class McpServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PEAK = "VmHWM:";

    private final Process process;
    private final OutputStream questions;
    private final BufferedReader answers;
    private final Thread watchdog;
    private final Command command;
    private int asked;

    private McpServer(Process process, Command command) {
        this.process = process;
        this.command = command;
        questions = process.getOutputStream();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        watchdog = Thread.ofVirtual().start(() -> Program.destroyAfter(process, PATIENCE));
    }

    static McpServer start(Command command) {
        try {
            return new McpServer(command.builder().start(), command);
        } catch (IOException broken) {
            throw new BenchException("cannot start " + command.words() + ": " + broken.getMessage(), broken);
        }
    }

    /// The first exchange of the era in which every client and server can speak to each other.
    void initialize() {
        ask(
                "initialize",
                JsonObject.of(
                        "protocolVersion",
                        "2025-06-18",
                        "capabilities",
                        JsonObject.EMPTY,
                        "clientInfo",
                        JsonObject.of("name", "bench", "version", "1")));
        say(JsonObject.of("jsonrpc", "2.0", "method", "notifications/initialized"));
    }

    /// @return the line as it came
    String listTools() {
        return ask("tools/list", JsonObject.EMPTY);
    }

    /// @return what the tool gave
    JsonObject call(String tool, JsonObject arguments) {
        return read(ask("tools/call", JsonObject.of("name", tool, "arguments", arguments)))
                .object("result");
    }

    /// The most memory it ever held.
    double peakMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToDouble(line -> Double.parseDouble(line.substring(PEAK.length())
                                    .replace("kB", "")
                                    .strip())
                            * 1024
                            / 1e6)
                    .findFirst()
                    .orElseThrow(() -> gone("says nothing of its memory"));
        } catch (IOException ended) {
            throw gone("ended too early");
        }
    }

    /// The client leaves, and waits until the server has gone.
    @Override
    public void close() {
        try {
            questions.close();
            process.waitFor();
        } catch (IOException broken) {
            process.destroyForcibly();
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            watchdog.interrupt();
        }
    }

    private String ask(String method, JsonObject params) {
        asked++;
        say(JsonObject.of("jsonrpc", "2.0", "id", asked, "method", method, "params", params));
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (read(line).whole("id", 0) == asked) {
                    return line;
                }
            }
        } catch (IOException broken) {
            throw gone("broke off: " + broken.getMessage());
        }
        throw gone("ended before it answered " + method);
    }

    private void say(JsonObject message) {
        try {
            questions.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            questions.flush();
        } catch (IOException broken) {
            throw gone("does not listen: " + broken.getMessage());
        }
    }

    private static JsonObject read(String line) {
        try {
            return (JsonObject) JsonReader.read(line);
        } catch (JsonReader.NotJson | ClassCastException wrong) {
            throw new BenchException("a server said what is no message: " + Command.tail(line), wrong);
        }
    }

    private BenchException gone(String what) {
        try {
            return new BenchException(
                    command.words() + " " + what + "\n" + Command.tail(Files.readString(command.log())));
        } catch (IOException noLog) {
            return new BenchException(command.words() + " " + what, noLog);
        }
    }
}
