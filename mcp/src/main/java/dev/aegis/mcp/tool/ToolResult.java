package dev.aegis.mcp.tool;

import dev.aegis.mcp.call.Content;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a tool answers: text for those that read text, the same facts as data for those that read data.
public record ToolResult(List<Content> content, @Nullable JsonObject structured, boolean isError) {
    public ToolResult {
        content = List.copyOf(content);
    }

    public static ToolResult text(String text) {
        return new ToolResult(List.of(Content.text(text)), null, false);
    }

    public static ToolResult of(Content... content) {
        return new ToolResult(List.of(content), null, false);
    }

    /// @param text the same facts in words; it must stand alone, as most clients show nothing else
    public static ToolResult structured(JsonObject structured, String text) {
        return new ToolResult(List.of(Content.text(text)), structured, false);
    }

    public static ToolResult failed(ToolFailure failure) {
        var words = new StringBuilder(failure.sentence());
        var structured = JsonObject.of(
                "error",
                JsonObject.of("code", failure.code(), "message", failure.sentence())
                        .withPresent("next", failure.next()));
        if (failure.next() != null) {
            words.append("\nnext: ").append(failure.next());
        }
        return new ToolResult(List.of(Content.text(words.toString())), structured, true);
    }

    public ToolResult with(Content more) {
        var all = new ArrayList<>(content);
        all.add(more);
        return new ToolResult(all, structured, isError);
    }

    public JsonObject json(Revision revision) {
        var json = JsonObject.of(
                "content", content.stream().map(piece -> piece.json(revision)).toList());
        if (revision.atLeast(Revision.V2025_06_18)) {
            json = json.withPresent("structuredContent", structured);
        }
        return isError ? json.with("isError", true) : json;
    }
}
