package dev.aegis.espctl.tool;

import dev.aegis.mcp.call.Content;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonArray;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolResult;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps every tool's answer small, whatever a project, a machine or a damaged record puts into it: a
/// model reads every byte. Tools bound what they say by themselves, where they know what matters; this
/// is the net below them.
final class Bounds {
    private static final int TEXT = 4096;
    private static final int DATA = 4500;
    private static final int PAGE_TEXT = 16 << 10;
    private static final int PAGE_DATA = 20 << 10;
    /// Arguments by which more of the same can be had.
    private static final List<String> PAGING = List.of("since_seq", "offset");

    private static final int[] ITEMS = {100, 40, 20, 10, 5, 2, 1};
    private static final int[] LETTERS = {2000, 1000, 400, 200, 80};
    private static final String LEFT_OUT = "left_out";

    private final int mostText;
    private final int mostData;

    private Bounds(boolean paged) {
        mostText = paged ? PAGE_TEXT : TEXT;
        mostData = paged ? PAGE_DATA : DATA;
    }

    /// The same catalog, its tools bounded.
    static Catalog apply(Catalog whole) {
        Catalog bounded = new Catalog();
        whole.tools().forEach(tool -> bounded.add(apply(tool)));
        whole.resources().forEach(bounded::add);
        whole.templates().forEach(bounded::add);
        whole.prompts().forEach(bounded::add);
        return bounded;
    }

    private static Tool apply(Tool tool) {
        JsonObject arguments = tool.input().json().object("properties");
        Bounds bounds = new Bounds(PAGING.stream().anyMatch(arguments::has));
        return tool.handledBy((given, call) -> bounds.cut(tool.handler().call(given, call)));
    }

    ToolResult cut(ToolResult result) {
        List<Content> content = result.content().stream()
                .map(piece -> piece instanceof Content.Text text ? Content.text(cut(text.text())) : piece)
                .toList();
        JsonObject data = result.structured();
        return new ToolResult(content, data == null ? null : cut(data), result.isError());
    }

    /// The last line, which names the next step, stays.
    private String cut(String text) {
        if (bytes(text) <= mostText) {
            return text;
        }
        int lastLine = text.lastIndexOf('\n');
        String end = lastLine < 0 || text.length() - lastLine > mostText / 4 ? "" : text.substring(lastLine);
        String begin = text.substring(0, Math.min(text.length(), mostText));
        while (bytes(begin) + bytes(end) + 8 > mostText) {
            begin = begin.substring(0, begin.length() * 9 / 10);
        }
        return begin + "\n[cut]" + end;
    }

    private JsonObject cut(JsonObject data) {
        if (bytes(data.toString()) <= mostData) {
            return data;
        }
        JsonObject smallest = data;
        for (int letters : LETTERS) {
            for (int items : ITEMS) {
                Shortened shortened = new Shortened(items, letters);
                JsonObject cut = (JsonObject) shortened.of(data);
                smallest = shortened.dropped == 0 ? cut : cut.with(LEFT_OUT, shortened.dropped);
                if (bytes(smallest.toString()) <= mostData) {
                    return smallest;
                }
            }
        }
        return smallest;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// One try: lists up to so many items, texts up to so many letters.
    private static final class Shortened {
        private final int items;
        private final int letters;
        private int dropped;

        Shortened(int items, int letters) {
            this.items = items;
            this.letters = letters;
        }

        Json of(Json value) {
            return switch (value) {
                case JsonObject object -> {
                    Map<String, Json> fields = new LinkedHashMap<>();
                    object.fields().forEach((name, field) -> fields.put(name, of(field)));
                    yield new JsonObject(fields);
                }
                case JsonArray array -> {
                    dropped += Math.max(0, array.items().size() - items);
                    yield new JsonArray(
                            array.items().stream().limit(items).map(this::of).toList());
                }
                case Json.Text text -> new Json.Text(Answers.shortened(text.value(), letters));
                case Json.Numeral _, Json.Flag _, Json.Nothing _ -> value;
            };
        }
    }
}
