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

/// An MCP server in a process. Requests are sent one at a time.
final class McpServer implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String PEAK = "VmHWM:";

    private final Process process;
    private final OutputStream requests;
    private final BufferedReader responses;
    private final Thread watchdog;
    private final Command command;
    private int lastId;

    private McpServer(Process process, Command command) {
        this.process = process;
        this.command = command;
        requests = process.getOutputStream();
        responses = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        watchdog = Thread.ofVirtual().start(() -> Program.destroyAfter(process, TIMEOUT));
    }

    static McpServer start(Command command) {
        try {
            return new McpServer(command.builder().start(), command);
        } catch (IOException broken) {
            throw new BenchException("cannot start " + command.words() + ": " + broken.getMessage(), broken);
        }
    }

    /// Initializes a session with a protocol revision that all measured servers support.
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
        send(JsonObject.of("jsonrpc", "2.0", "method", "notifications/initialized"));
    }

    /// @return the response as text
    String listTools() {
        return ask("tools/list", JsonObject.EMPTY);
    }

    /// @return the result of the call
    JsonObject call(String tool, JsonObject arguments) {
        return read(ask("tools/call", JsonObject.of("name", tool, "arguments", arguments)))
                .object("result");
    }

    /// Returns the peak resident memory.
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
                    .orElseThrow(() -> failure("has no peak memory in /proc"));
        } catch (IOException ended) {
            throw failure("ended before its memory was read");
        }
    }

    /// Closes stdin of the server and waits until the process has ended.
    @Override
    public void close() {
        try {
            requests.close();
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
        lastId++;
        send(JsonObject.of("jsonrpc", "2.0", "id", lastId, "method", method, "params", params));
        try {
            for (String line = responses.readLine(); line != null; line = responses.readLine()) {
                if (read(line).whole("id", 0) == lastId) {
                    return line;
                }
            }
        } catch (IOException broken) {
            throw failure("closed its output: " + broken.getMessage());
        }
        throw failure("ended before it answered " + method);
    }

    private void send(JsonObject message) {
        try {
            requests.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            requests.flush();
        } catch (IOException broken) {
            throw failure("does not read its input: " + broken.getMessage());
        }
    }

    private static JsonObject read(String line) {
        try {
            return (JsonObject) JsonReader.read(line);
        } catch (JsonReader.NotJson | ClassCastException wrong) {
            throw new BenchException("a server sent a line that is no JSON object: " + Command.tail(line), wrong);
        }
    }

    private BenchException failure(String what) {
        try {
            return new BenchException(
                    command.words() + " " + what + "\n" + Command.tail(Files.readString(command.log())));
        } catch (IOException noLog) {
            return new BenchException(command.words() + " " + what, noLog);
        }
    }
}
