package dev.aegis.espctl.doctor;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How one client's file says that espctl is to be started.
///
/// @param words program and arguments
/// @param folder where it is to be started; absent where the file does not say
record ClientEntry(List<String> words, @Nullable String folder) {
    ClientEntry {
        words = List.copyOf(words);
    }

    /// Whether it is meant to be ours.
    boolean isOurs(String name) {
        return name.toLowerCase(Locale.ROOT).contains("espctl")
                || words.stream().anyMatch(word -> word.contains("espctl"));
    }
}
