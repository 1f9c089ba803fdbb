package dev.aegis.mcp.method;

import dev.aegis.mcp.json.JsonObject;

/// One method of the protocol.
@FunctionalInterface
public interface Method {
    /// Returns the result of a request.
    JsonObject serve(CallContext call) throws Exception;
}
