package dev.aegis.mcp.call;

import dev.aegis.mcp.json.JsonObject;

/// The program on the other side, as it describes itself. Nothing of this is proven.
///
/// @param name what it calls itself, empty where it does not say
/// @param revision the protocol revision that this request is served under
/// @param capabilities what it declares to be able to do
public record Client(String name, String version, Revision revision, JsonObject capabilities) {
    static final String TASKS = "io.modelcontextprotocol/tasks";

    /// Whether it will follow a task handle where it asked for a result. In the sessions of 2025-11-25 a client
    /// says so with each request, not here.
    public boolean followsTasks() {
        return revision.isStateless() && capabilities.object("extensions").has(TASKS);
    }
}
