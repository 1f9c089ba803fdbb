package dev.aegis.testkit.mcp;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.aegis.mcp.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Checks every answer of a tool: it matches the output schema that the server lists, it is short, its next step is a
/// call
/// that the server accepts, and a failure says what helps.
public final class ToolContract {
    private static final int MOST_TEXT = 4096;
    private static final int MOST_DATA = 4500;
    private static final int MOST_PAGE = 20 << 10;
    private static final int MOST_FAILURE = 11_000;
    private static final List<String> PAGING = List.of("since_seq", "offset");

    private final Map<String, JsonObject> tools = new HashMap<>();
    private final Map<String, Schema> outputs = new HashMap<>();
    private final Map<String, Schema> inputs = new HashMap<>();

    /// @param list the result of `tools/list`
    public ToolContract(JsonObject list) {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        for (JsonObject tool : list.array("tools").objects()) {
            String name = underscored(tool.text("name"));
            tools.put(name, tool);
            inputs.put(name, registry.getSchema(tool.object("inputSchema").toString(), InputFormat.JSON));
            if (tool.has("outputSchema")) {
                outputs.put(name, registry.getSchema(tool.object("outputSchema").toString(), InputFormat.JSON));
            }
        }
    }

    /// @param name of the tool; for one that is not listed, only the checks for all tools apply
    /// @param result of `tools/call`
    public void check(String name, JsonObject result) {
        List<JsonObject> content = result.array("content").objects();
        require(!content.isEmpty() && content.getFirst().text("type").equals("text"), name, "has no text", result);
        String text = content.getFirst().text("text");
        require(!text.isBlank(), name, "has an empty text", result);
        checkNext(name, text, result);
        if (result.flag("isError", false)) {
            require(text.contains("\nnext: ") || text.contains("\nfix: "), name, "fails without a next step", result);
            require(!text.contains("\tat ") && !text.contains("Exception"), name, "fails in Java's words", result);
            require(result.toString().length() <= MOST_FAILURE, name, "fails at length", result);
            return;
        }
        JsonObject tool = tools.get(underscored(name));
        boolean paged = tool != null
                && PAGING.stream().anyMatch(tool.object("inputSchema").object("properties")::has);
        require(bytes(text) <= (paged ? MOST_PAGE : MOST_TEXT), name, "says " + bytes(text) + " bytes of text", result);
        JsonObject data = result.object("structuredContent");
        int size = bytes(data.toString());
        require(size <= (paged ? MOST_PAGE : MOST_DATA), name, "gives " + size + " bytes of data", result);
        Schema output = outputs.get(underscored(name));
        if (output != null) {
            var complaints = output.validate(data.toString(), InputFormat.JSON);
            require(complaints.isEmpty(), name, "breaks its output schema: " + complaints, result);
        }
    }

    /// The next step is the last line of the text, and the same in the data.
    private void checkNext(String name, String text, JsonObject result) {
        List<String> calls = text.lines()
                .filter(line -> line.startsWith("next: "))
                .map(line -> line.substring("next: ".length()))
                .toList();
        JsonObject data = result.object("structuredContent");
        String inData = data.text("next", data.object("error").text("next", ""));
        require(calls.size() <= 1, name, "names several next steps", result);
        if (calls.isEmpty()) {
            require(inData.isEmpty(), name, "has a next step in its data only", result);
            return;
        }
        String call = calls.getFirst();
        require(text.endsWith("\nnext: " + call), name, "does not end with its next step", result);
        require(inData.isEmpty() || inData.equals(call), name, "has two next steps", result);
        int space = call.indexOf(' ');
        Schema input = space < 0 ? null : inputs.get(underscored(call.substring(0, space)));
        require(tools.isEmpty() || input != null, name, "names a call that is not listed: " + call, result);
        if (input != null) {
            var complaints = input.validate(call.substring(space + 1), InputFormat.JSON);
            require(complaints.isEmpty(), name, "names a call that is refused: " + complaints, result);
        }
    }

    private static void require(boolean kept, String name, String complaint, JsonObject result) {
        if (!kept) {
            throw new AssertionError(name + " " + complaint + "\n" + result);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String underscored(String name) {
        return name.replace('.', '_');
    }
}
