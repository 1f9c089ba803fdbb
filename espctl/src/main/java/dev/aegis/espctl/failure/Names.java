package dev.aegis.espctl.failure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds what the user probably meant.
public final class Names {
    private Names() {}

    /// The known word nearest to the given one, if it is near at all.
    public static Optional<String> nearest(String word, Collection<String> known) {
        int most = word.length() <= 4 ? 1 : Math.max(2, word.length() / 3);
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= most)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /// Levenshtein's distance, one row at a time.
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
