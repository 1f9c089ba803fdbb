package dev.aegis.mcp.catalog;

import java.util.Map;

/// Suggests values for one argument of a prompt or one variable of a template.
@FunctionalInterface
public interface Completer {
    /// @param typed what is there so far, often nothing
    /// @param known the other arguments that are filled in already
    Completion complete(String typed, Map<String, String> known) throws Exception;
}
