package dev.aegis.settings;

import dev.aegis.suggestion.ClosestName;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values that the operator set for one start. Sources from the weakest to the strongest: default, settings file,
/// environment, flag. An empty value is the same as none.
public final class Settings {
    private final Map<String, Value> values;

    private Settings(Map<String, Value> values) {
        this.values = values;
    }

    /// @param files settings files, a later one is stronger; an unknown variable in them stops the start
    /// @param environment the process's environment; only declared variables are read from it
    /// @param flags `--flag value` or `--flag=value`; an unknown one stops the start
    /// @throws SettingsException which says what to change
    public static Settings read(
            Declarations declarations, List<Path> files, Map<String, String> environment, List<String> flags) {
        Map<String, Value> values = new HashMap<>();
        for (Path file : files) {
            EnvFile.read(file).forEach((name, text) -> {
                if (declarations.byName(name).isPresent()) {
                    values.put(name, new Value(text, file.toString()));
                } else if (!declarations.otherPrograms().contains(name)) {
                    throw new SettingsException(
                            "unknown setting '" + name + "' in " + file + didYouMean(name, declarations.names()));
                }
            });
        }
        environment.forEach((name, text) -> {
            if (declarations.byName(name).isPresent()) {
                values.put(name, new Value(text, "the environment"));
            }
        });
        readFlags(declarations, flags).forEach((name, text) -> values.put(name, new Value(text, "the command line")));
        values.values().removeIf(value -> value.text().isBlank());
        for (Setting<?> setting : declarations.all()) {
            if (setting.whenUnset() instanceof Default.Value fallback) {
                values.putIfAbsent(setting.name(), new Value(fallback.text(), "the default"));
            }
        }
        return new Settings(values);
    }

    private static Map<String, String> readFlags(Declarations declarations, List<String> flags) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < flags.size(); i++) {
            String word = flags.get(i);
            int equals = word.indexOf('=');
            String flag = equals < 0 ? word : word.substring(0, equals);
            Setting<?> setting = declarations
                    .byFlag(flag)
                    .orElseThrow(() -> new SettingsException(
                            "unknown flag '" + flag + "'" + didYouMean(flag, declarations.flags())));
            if (equals < 0 && i + 1 >= flags.size()) {
                throw new SettingsException("the flag " + flag + " needs a value");
            }
            given.put(setting.name(), equals < 0 ? flags.get(++i) : word.substring(equals + 1));
        }
        return given;
    }

    private static String didYouMean(String word, Collection<String> candidates) {
        return ClosestName.of(word, candidates)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; --help lists them all");
    }

    /// Returns the value of a setting that is required or has a default.
    ///
    /// @throws SettingsException when it is not set, or not an allowed value
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> {
            String where = setting.type().isSecret()
                    ? "in the settings file or in the environment"
                    : "in the settings file, in the environment or with " + setting.flag();
            return new SettingsException(setting.name() + " is not set (" + setting.meaning() + "); set it " + where);
        });
    }

    /// Returns the value of a setting, or nothing when it is not set and has no fixed default.
    ///
    /// @throws SettingsException when it is not an allowed value
    public <T> Optional<T> find(Setting<T> setting) {
        Value value = values.get(setting.name());
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(setting.type().parser().parse(value.text()));
        } catch (InvalidValueException invalid) {
            throw invalid(setting, invalid.reason());
        }
    }

    /// Returns the failure for a value that another setting contradicts. The value of a secret must not be part of
    /// `reason`.
    public SettingsException invalid(Setting<?> setting, String reason) {
        Value value = values.get(setting.name());
        String source = value == null ? "" : " (from " + value.source() + ")";
        return new SettingsException(setting.name() + source + " " + reason);
    }

    private record Value(String text, String source) {}
}
