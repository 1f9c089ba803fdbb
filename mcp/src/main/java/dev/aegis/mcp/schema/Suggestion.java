package dev.aegis.mcp.schema;

import dev.aegis.suggestion.ClosestName;
import java.util.Collection;

/// The end of an error message about an unknown name.
public final class Suggestion {
    private Suggestion() {}

    /// Returns `; did you mean 'x'?`, or an empty text if no known name is close.
    public static String of(String word, Collection<String> known) {
        return ClosestName.of(word, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }
}
