package dev.aegis.mcp.catalog;

import dev.aegis.mcp.call.Call;
import java.util.List;
import java.util.Map;

/// Makes the messages of a prompt.
@FunctionalInterface
public interface PromptHandler {
    /// @param arguments all required ones, and none that the prompt does not declare
    List<PromptMessage> messages(Map<String, String> arguments, Call call) throws Exception;
}
