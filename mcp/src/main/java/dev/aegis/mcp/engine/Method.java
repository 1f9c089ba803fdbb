package dev.aegis.mcp.engine;

import dev.aegis.mcp.json.JsonObject;

/// Serves one method of the protocol.
@FunctionalInterface
interface Method {
    JsonObject answer(RunningCall call) throws Exception;
}
