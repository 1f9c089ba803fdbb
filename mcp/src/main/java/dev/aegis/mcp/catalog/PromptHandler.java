package dev.aegis.mcp.catalog;

import dev.aegis.mcp.call.Call;
import java.util.List;
import java.util.Map;

/// Writes out a prompt.
@FunctionalInterface
public interface PromptHandler {
    /// @param arguments every required one is there, and none that the prompt does not name
    List<PromptMessage> messages(Map<String, String> arguments, Call call) throws Exception;
}
