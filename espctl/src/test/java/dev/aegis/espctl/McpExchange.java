package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import dev.aegis.testkit.mcp.ToolContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run of `espctl mcp serve`: all requests are sent at once, and the process has ended before the answers are
/// checked.
final class McpExchange {
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":"init","method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
            """;

    private static final long PATIENCE_SECS = 120;

    private final EspctlProcess espctl;

    McpExchange(EspctlProcess espctl) {
        this.espctl = espctl;
    }

    /// Returns the answers by the id of the request, without that of `initialize`. Stdin stays open until all answers
    /// have
    /// arrived, because a server gives running calls only a few seconds after its stdin has ended.
    Map<Integer, JsonObject> ask(Map<Integer, String> requests, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("mcp", "serve"));
        arguments.addAll(List.of(options));
        Path errors = Files.createTempFile("mcp", ".stderr");
        Process server = espctl.builder(espctl.command(arguments.toArray(String[]::new)))
                .redirectError(errors.toFile())
                .start();
        CompletableFuture<Map<Integer, JsonObject>> answers =
                CompletableFuture.supplyAsync(() -> talk(server, requests));
        try {
            Map<Integer, JsonObject> found = answers.get(PATIENCE_SECS, TimeUnit.SECONDS);
            assertEquals(0, server.waitFor(), Files.readString(errors));
            assertEquals("", Files.readString(errors));
            return found;
        } finally {
            server.destroyForcibly();
            Files.delete(errors);
        }
    }

    private static Map<Integer, JsonObject> talk(Process server, Map<Integer, String> requests) {
        Map<Integer, JsonObject> answers = new TreeMap<>();
        try (var out = server.inputReader(StandardCharsets.UTF_8);
                var in = server.outputWriter(StandardCharsets.UTF_8)) {
            in.write(INITIALIZE + String.join("", requests.values()));
            in.flush();
            while (!answers.keySet().containsAll(requests.keySet())) {
                JsonObject message = read(out.readLine());
                answers.put((int) message.whole("id", 0), message);
            }
            in.close();
            assertNull(out.readLine());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        answers.remove(0);
        return answers;
    }

    private static JsonObject read(@Nullable String line) {
        try {
            return (JsonObject) JsonReader.read(Objects.requireNonNull(line, "the server has closed its output"));
        } catch (JsonReader.NotJson impure) {
            throw new AssertionError("not a message: " + line, impure);
        }
    }

    /// Returns the answer to a single request.
    JsonObject ask(String method, JsonObject params) throws Exception {
        JsonObject answer = ask(Map.of(1, request(1, method, params))).get(1);
        if (answer == null) {
            throw new AssertionError(method + " has no answer");
        }
        return answer;
    }

    /// Returns the result of a single call, after checking it against the output schema of the tool.
    JsonObject call(String tool, JsonObject arguments) throws Exception {
        Map<Integer, JsonObject> answers = ask(Map.of(
                1,
                request(1, "tools/call", JsonObject.of("name", tool, "arguments", arguments)),
                2,
                request(2, "tools/list", JsonObject.EMPTY)));
        JsonObject result = Objects.requireNonNull(answers.get(1)).object("result");
        new ToolContract(Objects.requireNonNull(answers.get(2)).object("result")).check(tool, result);
        return result;
    }

    static String request(int id, String method, JsonObject params) {
        return JsonObject.of("jsonrpc", "2.0", "id", id, "method", method, "params", params) + "\n";
    }

    static String text(JsonObject result) {
        return result.array("content").objects().getFirst().text("text");
    }
}
