package dev.aegis.mcp.tool;

import dev.aegis.mcp.call.Content;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of a tool: a text, and the same facts as data.
///
/// @param next the suggested next call; the engine adds it to the text and to the data
/// @param taskId the kept task in which the work continues; clients that follow tasks get the task in place of this
///     result. Null if the work is done
public record ToolResult(
        List<Content> content,
        @Nullable JsonObject structured,
        boolean isError,
        @Nullable NextCall next,
        @Nullable String taskId) {
    public ToolResult {
        content = List.copyOf(content);
    }

    public static ToolResult text(String text) {
        return of(Content.text(text));
    }

    public static ToolResult of(Content... content) {
        return new ToolResult(List.of(content), null, false, null, null);
    }

    /// @param text the same facts as text; it must be complete, as most clients show only this
    public static ToolResult structured(JsonObject structured, String text) {
        return new ToolResult(List.of(Content.text(text)), structured, false, null, null);
    }

    public static ToolResult failed(ToolFailure failure) {
        var text = new StringBuilder(failure.sentence());
        var structured = JsonObject.of(
                "error",
                JsonObject.of("code", failure.code(), "message", failure.sentence())
                        .withPresent("fix", failure.fix()));
        if (failure.fix() != null) {
            text.append("\nfix: ").append(failure.fix());
        }
        return new ToolResult(List.of(Content.text(text.toString())), structured, true, failure.next(), null);
    }

    public ToolResult with(Content more) {
        var all = new ArrayList<>(content);
        all.add(more);
        return new ToolResult(all, structured, isError, next, taskId);
    }

    /// Suggests a next call.
    public ToolResult next(NextCall call) {
        return new ToolResult(content, structured, isError, call, taskId);
    }

    public ToolResult next(String tool, @Nullable Object... namesAndValues) {
        return next(NextCall.of(tool, namesAndValues));
    }

    /// Names the kept task in which the work continues.
    public ToolResult continuesIn(String keptTaskId) {
        return new ToolResult(content, structured, isError, next, keptTaskId);
    }

    /// Returns this result with the next call as the last line of its text and as a field of its data.
    ///
    /// @param call as the client can make it
    public ToolResult withNext(String call) {
        var pieces = new ArrayList<>(content);
        int place = 0;
        while (place < pieces.size() && !(pieces.get(place) instanceof Content.Text)) {
            place++;
        }
        if (place < pieces.size() && pieces.get(place) instanceof Content.Text text) {
            pieces.set(place, Content.text(text.text().stripTrailing() + "\nnext: " + call));
        } else {
            pieces.addFirst(Content.text("next: " + call));
        }
        JsonObject data = structured;
        if (data != null) {
            data = isError && data.has("error")
                    ? data.with("error", data.object("error").with("next", call))
                    : data.with("next", call);
        }
        return new ToolResult(pieces, data, isError, next, taskId);
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
