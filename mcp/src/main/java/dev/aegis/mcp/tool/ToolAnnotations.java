package dev.aegis.mcp.tool;

import dev.aegis.mcp.json.JsonObject;

/// The side effects of a tool. All four hints are always sent, as clients assume the worst for a missing one.
public record ToolAnnotations(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
    /// Changes nothing.
    public static final ToolAnnotations READS = new ToolAnnotations(true, false, true, false);

    /// Adds or updates, and removes nothing.
    public static final ToolAnnotations WRITES = new ToolAnnotations(false, false, false, false);

    /// May remove something for good.
    public static final ToolAnnotations DESTROYS = new ToolAnnotations(false, true, false, false);

    public ToolAnnotations withIdempotent() {
        return new ToolAnnotations(readOnly, destructive, true, openWorld);
    }

    /// Returns these annotations for a tool that connects to other computers.
    public ToolAnnotations withOpenWorld() {
        return new ToolAnnotations(readOnly, destructive, idempotent, true);
    }

    JsonObject json() {
        return JsonObject.of(
                "readOnlyHint", readOnly,
                "destructiveHint", destructive,
                "idempotentHint", idempotent,
                "openWorldHint", openWorld);
    }
}
