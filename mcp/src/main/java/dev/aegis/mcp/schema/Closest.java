package dev.aegis.mcp.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the known word that a misspelled word means.
public final class Closest {
    private static final int LONGEST = 64;

    private Closest() {}

    /// The known word with the fewest letters to change, where that is at most a third of them; two swapped letters
    /// are two changes, which a word of five may have.
    public static Optional<String> to(String word, Collection<String> known) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> distance(plain(word), plain(candidate))
                        <= Math.max(1, (Math.min(word.length(), candidate.length()) + 1) / 3))
                .min(Comparator.comparingInt(candidate -> distance(plain(word), plain(candidate))));
    }

    /// `; did you mean 'x'?`, or nothing.
    public static String hint(String word, Collection<String> known) {
        return to(word, known).map(match -> "; did you mean '" + match + "'?").orElse("");
    }

    /// Spelling habits are no difference: case, and how the parts of a name are joined.
    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[._\\- ]", "");
    }

    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
