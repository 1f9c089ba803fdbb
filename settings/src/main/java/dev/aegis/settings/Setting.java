package dev.aegis.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The declaration of one setting.
///
/// @param name the variable in settings files and in the environment, such as `GRANT_TTL_SECS`
/// @param type the allowed values and how they are read
/// @param meaning one line, without the unit
/// @param whenUnset the default
/// @param effect what an allowed value that does not suit leads to, for the operator's manual
/// @param oldFlags flags that were documented before and still work
public record Setting<T>(
        String name, ValueType<T> type, String meaning, Default whenUnset, String effect, List<String> oldFlags) {
    public Setting {
        oldFlags = List.copyOf(oldFlags);
    }

    /// Declares a setting that the program does not start without.
    public static <T> Setting<T> required(String name, ValueType<T> type, String meaning) {
        return new Setting<>(name, type, meaning, new Default.Required(), "", List.of());
    }

    /// Declares a setting that is off unless it is set.
    public static <T> Setting<T> optional(String name, ValueType<T> type, String meaning) {
        return new Setting<>(name, type, meaning, new Default.Unset(), "", List.of());
    }

    /// Declares a setting with a fixed default.
    public static <T> Setting<T> of(String name, ValueType<T> type, String meaning, String fallback) {
        return new Setting<>(name, type, meaning, new Default.Value(fallback), "", List.of());
    }

    /// Declares a setting whose default the program finds for itself.
    public static <T> Setting<T> computed(String name, ValueType<T> type, String meaning, String description) {
        return new Setting<>(name, type, meaning, new Default.Computed(description), "", List.of());
    }

    public Setting<T> withEffect(String described) {
        return new Setting<>(name, type, meaning, whenUnset, described, oldFlags);
    }

    public Setting<T> withOldFlag(String flag) {
        List<String> flags = new ArrayList<>(oldFlags);
        flags.add(flag);
        return new Setting<>(name, type, meaning, whenUnset, effect, flags);
    }

    /// Returns the flag on the command line: the name in lower case with hyphens, for every setting.
    public String flag() {
        return "--" + name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
