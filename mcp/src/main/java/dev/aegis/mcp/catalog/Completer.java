package dev.aegis.mcp.catalog;

import java.util.Map;

/// Suggests values for one argument of a prompt or one variable of a template.
@FunctionalInterface
public interface Completer {
    /// @param typed the text so far, often empty
    /// @param known the values of other arguments
    Completion complete(String typed, Map<String, String> known) throws Exception;
}
