package dev.aegis.espctl.doctor;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An entry for espctl in the settings file of an AI client.
///
/// @param words the program and its arguments
/// @param folder the working folder; null if the file has none
record ClientEntry(List<String> words, @Nullable String folder) {
    ClientEntry {
        words = List.copyOf(words);
    }

    /// Whether the entry is for espctl.
    boolean isOurs(String name) {
        return name.toLowerCase(Locale.ROOT).contains("espctl")
                || words.stream().anyMatch(word -> word.contains("espctl"));
    }
}
