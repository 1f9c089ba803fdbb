package dev.aegis.espctl.tool;

import dev.aegis.mcp.call.Content;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonArray;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolHandler;
import dev.aegis.mcp.tool.ToolResult;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Limits the size of every tool's result, whatever a project, a machine or a damaged record contains: a model
/// reads every byte. Each tool limits its own result first, as it knows what is important; this is the limit for
/// all of them.
final class ResultBounds {
    /// The next call comes on top.
    private static final int TEXT = 3800;
    private static final int DATA = 4200;
    private static final int PAGE_TEXT = 16 << 10;
    private static final int PAGE_DATA = 20 << 10;
    /// The inputs of tools whose results can be read in pages.
    private static final List<String> PAGING = List.of("since_seq", "offset");

    private static final int[] COUNTS = {100, 40, 20, 10, 5, 2, 1};
    private static final int[] LENGTHS = {2000, 1000, 400, 200, 80};
    private static final String LEFT_OUT = "left_out";

    private final int maxText;
    private final int maxData;

    private ResultBounds(boolean paged) {
        maxText = paged ? PAGE_TEXT : TEXT;
        maxData = paged ? PAGE_DATA : DATA;
    }

    /// Returns the catalog with tools whose results are limited and whose failures are those of MCP.
    static Catalog apply(Catalog whole) {
        Catalog bounded = new Catalog();
        whole.tools().forEach(tool -> bounded.add(apply(tool)));
        whole.resources().forEach(bounded::add);
        whole.templates().forEach(bounded::add);
        whole.prompts().forEach(bounded::add);
        return bounded.keep(whole.keptTasks());
    }

    private static Tool apply(Tool tool) {
        JsonObject arguments = tool.input().json().object("properties");
        ResultBounds bounds = new ResultBounds(PAGING.stream().anyMatch(arguments::has));
        ToolHandler handler = ToolFailures.converting(tool.handler());
        return tool.handledBy((given, call) -> bounds.cut(handler.call(given, call)));
    }

    /// Returns the limits of the result of a task.
    static ResultBounds ofTask() {
        return new ResultBounds(false);
    }

    /// Also removes the next step of the command line from the data: that of a tool is a call.
    ToolResult cut(ToolResult result) {
        List<Content> content = result.content().stream()
                .map(piece -> piece instanceof Content.Text text ? Content.text(cut(text.text())) : piece)
                .toList();
        JsonObject data = result.structured();
        return new ToolResult(
                content,
                data == null ? null : cut(data.without("next")),
                result.isError(),
                result.next(),
                result.taskId());
    }

    /// Keeps the last line, which names the next step.
    private String cut(String text) {
        if (bytes(text) <= maxText) {
            return text;
        }
        int lastLine = text.lastIndexOf('\n');
        String end = lastLine < 0 || text.length() - lastLine > maxText / 4 ? "" : text.substring(lastLine);
        String begin = text.substring(0, Math.min(text.length(), maxText));
        while (bytes(begin) + bytes(end) + 8 > maxText) {
            begin = begin.substring(0, begin.length() * 9 / 10);
        }
        return begin + "\n[cut]" + end;
    }

    private JsonObject cut(JsonObject data) {
        if (bytes(data.toString()) <= maxData) {
            return data;
        }
        JsonObject smallest = data;
        for (int maxLength : LENGTHS) {
            for (int maxItems : COUNTS) {
                Shortened shortened = new Shortened(maxItems, maxLength);
                JsonObject cut = (JsonObject) shortened.of(data);
                smallest = shortened.dropped == 0 ? cut : cut.with(LEFT_OUT, shortened.dropped);
                if (bytes(smallest.toString()) <= maxData) {
                    return smallest;
                }
            }
        }
        return smallest;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// One attempt to shorten a result.
    private static final class Shortened {
        private final int maxItems;
        private final int maxLength;
        private int dropped;

        Shortened(int maxItems, int maxLength) {
            this.maxItems = maxItems;
            this.maxLength = maxLength;
        }

        Json of(Json value) {
            return switch (value) {
                case JsonObject object -> {
                    Map<String, Json> fields = new LinkedHashMap<>();
                    object.fields().forEach((name, field) -> fields.put(name, of(field)));
                    yield new JsonObject(fields);
                }
                case JsonArray array -> {
                    dropped += Math.max(0, array.items().size() - maxItems);
                    yield new JsonArray(
                            array.items().stream().limit(maxItems).map(this::of).toList());
                }
                case Json.Text text -> new Json.Text(ShortText.of(text.value(), maxLength));
                case Json.Numeral _, Json.Flag _, Json.Nothing _ -> value;
            };
        }
    }
}
