package dev.aegis.mcp.catalog;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Suggested values, the most likely first.
///
/// @param total the number of all suggestions
public record Completion(List<String> values, int total) {
    private static final int MAX_VALUES = 100;

    public Completion {
        values = values.stream().limit(MAX_VALUES).toList();
    }

    /// Returns the values that begin with the typed text, then those that contain it.
    public static Completion among(List<String> all, String typed) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        var first = all.stream().filter(value -> value.toLowerCase(Locale.ROOT).startsWith(wanted));
        var then = all.stream().filter(value -> {
            String plain = value.toLowerCase(Locale.ROOT);
            return plain.contains(wanted) && !plain.startsWith(wanted);
        });
        var matches = Stream.concat(first, then).toList();
        return new Completion(matches, matches.size());
    }

    public boolean hasMore() {
        return total > values.size();
    }
}
