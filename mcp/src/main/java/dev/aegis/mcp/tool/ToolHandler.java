package dev.aegis.mcp.tool;

import dev.aegis.mcp.call.Call;
import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.input.Arguments;

/// Runs a tool, on a virtual thread that is interrupted when the call is canceled.
@FunctionalInterface
public interface ToolHandler {
    /// @param arguments match the tool's schema
    /// @throws ToolFailure for a failure that the model can act on
    /// @throws ProtocolError for any other
    ToolResult call(Arguments arguments, Call call) throws Exception;
}
