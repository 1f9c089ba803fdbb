package dev.aegis.espctl.edit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a settings file is written.
interface SettingsFormat {
    /// The next small change on the way to this entry.
    ///
    /// @param path of the entry, from the top
    /// @param entry names and values: texts, lists of texts, truth values
    /// @return the text with that change; null when nothing is left to change
    @Nullable
    String step(String text, List<String> path, Map<String, Object> entry) throws UnreadableSettings;

    /// All but this entry, in a form that two texts with the same meaning share.
    String others(String text, List<String> path) throws UnreadableSettings;
}
