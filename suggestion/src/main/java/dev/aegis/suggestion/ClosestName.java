package dev.aegis.suggestion;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The known name that a mistyped one was probably meant to be.
///
/// The rule, the same for commands, settings, flags, tools and headers:
///
/// - Case and separators (`.`, `_`, `-`, blanks) are not compared: `esp32-s3` is `esp32s3`.
/// - An edit is a letter added, left out or replaced, or two neighbours swapped.
/// - A name is suggested if it is at most one edit away, or one edit for every five letters of the shorter name, which
///   is a tenth to a third of the word. More would turn `app_event` into `esp_event`, and every word into some word of
///   four letters.
/// - Names of one or two letters must be equal: with one edit each of them is near to all others.
/// - The fewest edits win; among equals, the first in alphabetical order, whatever the order of the collection.
public final class ClosestName {
    /// Longer input is not a misspelled name. The bound keeps hostile input cheap.
    static final int LONGEST_WORD = 64;

    private static final int SHORTEST_WITH_EDITS = 3;
    private static final int LETTERS_PER_EDIT = 5;

    private ClosestName() {}

    /// Returns the name to suggest for the word, or nothing if no name is close enough.
    public static Optional<String> of(String word, Collection<String> names) {
        if (word.length() > LONGEST_WORD) {
            return Optional.empty();
        }
        String wanted = comparable(word);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        @Nullable String closest = null;
        int fewest = Integer.MAX_VALUE;
        for (String name : names) {
            int edits = editsWithin(wanted, comparable(name));
            if (edits < fewest || (edits == fewest && closest != null && name.compareTo(closest) < 0)) {
                closest = name;
                fewest = edits;
            }
        }
        return Optional.ofNullable(closest);
    }

    private static String comparable(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        for (char letter : name.toLowerCase(Locale.ROOT).toCharArray()) {
            if ("._- ".indexOf(letter) < 0) {
                letters.append(letter);
            }
        }
        return letters.toString();
    }

    /// Returns the edits between two names, or `Integer.MAX_VALUE` if they are more than the rule allows.
    private static int editsWithin(String word, String name) {
        int letters = Math.min(word.length(), name.length());
        int allowed = letters < SHORTEST_WITH_EDITS ? 0 : Math.max(1, letters / LETTERS_PER_EDIT);
        if (Math.abs(word.length() - name.length()) > allowed) {
            return Integer.MAX_VALUE;
        }
        int edits = edits(word, name);
        return edits <= allowed ? edits : Integer.MAX_VALUE;
    }

    /// Returns the distance of Damerau and Levenshtein, in the form in which no letter is edited twice ("optimal string
    /// alignment"). Three rows of its table are kept.
    private static int edits(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (isSwap(from, i, to, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[to.length()];
    }

    private static boolean isSwap(String from, int i, String to, int j) {
        return i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
    }
}
