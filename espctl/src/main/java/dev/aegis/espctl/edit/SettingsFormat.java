package dev.aegis.espctl.edit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The format of a settings file.
interface SettingsFormat {
    /// Makes the next small change towards the entry.
    ///
    /// @param path the path of the entry, from the top
    /// @param entry names and values: strings, lists of strings, booleans
    /// @return the text with that change; null if the entry is complete
    @Nullable
    String step(String text, List<String> path, Map<String, Object> entry) throws UnreadableSettings;

    /// Returns everything except this entry, in a canonical form: equal for two texts with the same meaning.
    String others(String text, List<String> path) throws UnreadableSettings;
}
