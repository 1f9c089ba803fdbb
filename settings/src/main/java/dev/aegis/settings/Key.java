package dev.aegis.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One setting.
///
/// @param name in env files and the environment, such as `CONTROL_LISTEN`
/// @param flag on the command line, such as `--listen`
/// @param meaning one line for `--help`, with the unit
/// @param fallback the value when nobody says another; null when there is none
public record Key(
        String name, String flag, String meaning, @Nullable String fallback) {
    /// A setting whose flag is its name in lower case: `GRANT_TTL_SECS` is `--grant-ttl-secs`.
    public static Key of(String name, String meaning, @Nullable String fallback) {
        return new Key(name, "--" + name.toLowerCase(Locale.ROOT).replace('_', '-'), meaning, fallback);
    }
}
