package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import dev.aegis.testkit.mcp.ToolContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// One talk with `espctl mcp serve`: it is started, asked everything at once, and has ended when its answers are
/// looked at.
final class McpTalk {
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":"init","method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
            """;

    private final RealEspctl espctl;

    McpTalk(RealEspctl espctl) {
        this.espctl = espctl;
    }

    /// By the id of the question, without the answer to `initialize`.
    Map<Integer, JsonObject> ask(Map<Integer, String> requests, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("mcp", "serve"));
        arguments.addAll(List.of(options));
        RealEspctl.Outcome outcome =
                espctl.run(INITIALIZE + String.join("", requests.values()), arguments.toArray(String[]::new));
        assertEquals(0, outcome.exit(), outcome.err());
        assertEquals("", outcome.err());
        Map<Integer, JsonObject> answers = new TreeMap<>();
        for (String line : outcome.out().lines().toList()) {
            JsonObject message = (JsonObject) JsonReader.read(line);
            answers.put((int) message.whole("id", 0), message);
        }
        answers.remove(0);
        return answers;
    }

    /// The answer to a single question.
    JsonObject ask(String method, JsonObject params) throws Exception {
        JsonObject answer = ask(Map.of(1, request(1, method, params))).get(1);
        if (answer == null) {
            throw new AssertionError(method + " has no answer");
        }
        return answer;
    }

    /// The result of a single call, held against what the tool promises.
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
