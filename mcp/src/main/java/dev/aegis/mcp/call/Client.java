package dev.aegis.mcp.call;

import dev.aegis.mcp.json.JsonObject;

/// The program at the other end, as it describes itself. None of this is verified.
///
/// @param name its name, or an empty text
/// @param revision the protocol revision of this request
/// @param capabilities the capabilities that it declares
public record Client(String name, String version, Revision revision, JsonObject capabilities) {
    static final String TASKS = "io.modelcontextprotocol/tasks";

    /// Returns whether it accepts a task in place of a result. In sessions of 2025-11-25 each request declares this
    /// instead.
    public boolean followsTasks() {
        return revision.isStateless() && capabilities.object("extensions").has(TASKS);
    }
}
