package dev.aegis.mcp.tool;

import dev.aegis.mcp.json.JsonObject;

/// What a tool may do to the world. All four are always told: what is left out, clients take for the worst.
public record ToolAnnotations(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
    /// Looks, and changes nothing.
    public static final ToolAnnotations READS = new ToolAnnotations(true, false, true, false);

    /// Adds or updates, and takes nothing away.
    public static final ToolAnnotations WRITES = new ToolAnnotations(false, false, false, false);

    /// May take something away for good.
    public static final ToolAnnotations DESTROYS = new ToolAnnotations(false, true, false, false);

    public ToolAnnotations withIdempotent() {
        return new ToolAnnotations(readOnly, destructive, true, openWorld);
    }

    /// It talks to the world outside this computer.
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
