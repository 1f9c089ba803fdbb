package dev.aegis.mcp.tool;

import dev.aegis.mcp.call.Call;
import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.json.JsonObject;

/// Does a tool's work, on a virtual thread of its own that is interrupted when the call is canceled.
@FunctionalInterface
public interface ToolHandler {
    /// @param arguments fit the tool's schema, with its defaults filled in
    /// @throws ToolFailure for what the model can act on
    /// @throws ProtocolError for what it cannot
    ToolResult call(JsonObject arguments, Call call) throws Exception;
}
