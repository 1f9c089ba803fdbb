package dev.aegis.mcp.tool;

import dev.aegis.mcp.call.Content;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of a tool: a text, and the same facts as data.
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

    /// @param text the same facts as text; it must be complete, as most clients show only this
    public static ToolResult structured(JsonObject structured, String text) {
        return new ToolResult(List.of(Content.text(text)), structured, false);
    }

    public static ToolResult failed(ToolFailure failure) {
        var text = new StringBuilder(failure.sentence());
        var structured = JsonObject.of(
                "error",
                JsonObject.of("code", failure.code(), "message", failure.sentence())
                        .withPresent("next", failure.next()));
        if (failure.next() != null) {
            text.append("\nnext: ").append(failure.next());
        }
        return new ToolResult(List.of(Content.text(text.toString())), structured, true);
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
