package dev.aegis.testkit.mcp;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An AI client of `espctl mcp serve`: a process and its two pipes.
public final class McpClient implements AutoCloseable {
    private final Process server;
    private final OutputStream input;
    private final BufferedReader output;
    private final List<JsonObject> notices = new ArrayList<>();
    private int lastId;
    private @Nullable ToolContract contract;

    public McpClient(Process server) throws IOException {
        this.server = server;
        this.input = server.getOutputStream();
        this.output = server.inputReader(StandardCharsets.UTF_8);
        ask(
                "initialize",
                JsonObject.of(
                        "protocolVersion",
                        "2025-11-25",
                        "capabilities",
                        JsonObject.EMPTY,
                        "clientInfo",
                        JsonObject.of("name", "system-test", "version", "1")));
        say(JsonObject.of("jsonrpc", "2.0", "method", "notifications/initialized"));
    }

    /// Returns the notifications received so far.
    public List<JsonObject> notices() {
        return List.copyOf(notices);
    }

    /// @return the structured result of a call that has succeeded
    public JsonObject call(String tool, JsonObject arguments) throws IOException {
        JsonObject result = result(tool, arguments);
        if (result.flag("isError", false)) {
            throw new AssertionError(tool + " failed: " + result);
        }
        return result.object("structuredContent");
    }

    public JsonObject result(String tool, JsonObject arguments) throws IOException {
        JsonObject result = ask(
                "tools/call",
                JsonObject.of(
                        "name", tool,
                        "arguments", arguments,
                        "_meta", JsonObject.of("progressToken", "p" + lastId)));
        contract().check(tool, result);
        return result;
    }

    private ToolContract contract() throws IOException {
        if (contract == null) {
            contract = new ToolContract(ask("tools/list", JsonObject.EMPTY));
        }
        return contract;
    }

    public JsonObject ask(String method, JsonObject params) throws IOException {
        JsonObject answer = answer(send(method, params));
        if (!answer.has("result")) {
            throw new AssertionError(method + ": " + answer);
        }
        return answer.object("result");
    }

    /// Sends a request without waiting for the answer.
    ///
    /// @return the request's id
    public int send(String method, JsonObject params) throws IOException {
        int id = ++lastId;
        say(JsonObject.of("jsonrpc", "2.0", "id", id, "method", method, "params", params));
        return id;
    }

    /// @return the whole message, a result or an error
    public JsonObject answer(int id) throws IOException {
        return next(message -> !message.has("method") && Json.of(id).equals(message.get("id")));
    }

    /// Returns the complete messages in the order of their arrival.
    public List<JsonObject> answers(Collection<Integer> ids) throws IOException {
        Set<Json> open = new HashSet<>();
        ids.forEach(id -> open.add(Json.of(id)));
        Predicate<JsonObject> awaited = message -> !message.has("method") && open.remove(Json.of(message.get("id")));
        List<JsonObject> all = new ArrayList<>();
        notices.removeIf(message -> awaited.test(message) && all.add(message));
        while (!open.isEmpty()) {
            all.add(next(awaited));
        }
        return all;
    }

    public Process process() {
        return server;
    }

    /// Returns the next message of this kind; others are kept as notifications.
    public JsonObject next(Predicate<JsonObject> wanted) throws IOException {
        while (true) {
            String line = output.readLine();
            if (line == null) {
                throw new AssertionError("the server has closed its output");
            }
            JsonObject message = read(line);
            if (wanted.test(message)) {
                return message;
            }
            notices.add(message);
        }
    }

    private static JsonObject read(String line) {
        try {
            return (JsonObject) JsonReader.read(line);
        } catch (JsonReader.NotJson impure) {
            throw new AssertionError("not a message: " + line, impure);
        }
    }

    public void say(JsonObject message) throws IOException {
        input.write((message + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /// Ends the process like `kill -9`.
    public void kill() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    /// Closes the input, like a client that exits.
    public int leave() throws Exception {
        input.close();
        return server.waitFor();
    }

    @Override
    public void close() {
        server.destroyForcibly();
    }
}
