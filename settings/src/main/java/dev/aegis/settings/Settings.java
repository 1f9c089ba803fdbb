package dev.aegis.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The settings of one start, from the weakest to the strongest source: fallback, env file,
/// environment, flag.
public final class Settings {
    private final Map<String, Value> values;

    private Settings(Map<String, Value> values) {
        this.values = values;
    }

    /// @param keys every setting that the program knows
    /// @param files env files, a later one is stronger; a key in them that the program does not know
    ///   stops the start
    /// @param environment the process's environment; only known keys are read from it
    /// @param flags `--flag value` or `--flag=value`; an unknown one stops the start
    public static Settings read(List<Key> keys, List<Path> files, Map<String, String> environment, List<String> flags) {
        Map<String, Key> byName = keys.stream().collect(Collectors.toMap(Key::name, Function.identity()));
        Map<String, Value> values = new HashMap<>();
        for (Path file : files) {
            EnvFile.read(file).forEach((name, text) -> {
                if (!byName.containsKey(name)) {
                    throw new SettingsException("unknown setting '" + name + "' in " + file + didYouMean(name, byName));
                }
                values.put(name, new Value(text, file.toString()));
            });
        }
        environment.forEach((name, text) -> {
            if (byName.containsKey(name)) {
                values.put(name, new Value(text, "the environment"));
            }
        });
        readFlags(keys, flags).forEach((name, text) -> values.put(name, new Value(text, "the command line")));
        for (Key key : keys) {
            if (key.fallback() != null) {
                values.putIfAbsent(key.name(), new Value(key.fallback(), "the fallback"));
            }
        }
        values.values().removeIf(value -> value.text().isBlank());
        return new Settings(values);
    }

    private static Map<String, String> readFlags(List<Key> keys, List<String> flags) {
        Map<String, String> byFlag = new LinkedHashMap<>();
        keys.forEach(key -> byFlag.put(key.flag(), key.name()));
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < flags.size(); i++) {
            String word = flags.get(i);
            int equals = word.indexOf('=');
            String flag = equals < 0 ? word : word.substring(0, equals);
            String name = byFlag.get(flag);
            if (name == null) {
                String near = Nearest.to(flag, byFlag.keySet())
                        .map(other -> "; did you mean " + other + "?")
                        .orElse("; --help lists them all");
                throw new SettingsException("unknown flag '" + flag + "'" + near);
            }
            if (equals < 0 && i + 1 >= flags.size()) {
                throw new SettingsException("the flag " + flag + " wants a value");
            }
            given.put(name, equals < 0 ? flags.get(++i) : word.substring(equals + 1));
        }
        return given;
    }

    private static String didYouMean(String name, Map<String, Key> byName) {
        return Nearest.to(name, byName.keySet())
                .map(near -> "; did you mean " + near + "?")
                .orElse("; --help lists them all");
    }

    public Optional<String> find(Key key) {
        return Optional.ofNullable(values.get(key.name())).map(Value::text);
    }

    public String text(Key key) {
        return find(key)
                .orElseThrow(() -> new SettingsException(key.name() + " is not set (" + key.meaning()
                        + "); set it in the settings file, the environment or with " + key.flag()));
    }

    public Path path(Key key) {
        return Path.of(text(key)).toAbsolutePath().normalize();
    }

    public boolean yes(Key key) {
        return switch (text(key)) {
            case "1", "true", "yes" -> true;
            case "0", "false", "no" -> false;
            default -> throw wrong(key, "is neither 1 nor 0");
        };
    }

    public int number(Key key, int min, int max) {
        try {
            int number = Integer.parseInt(text(key));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(key, "is not a whole number");
        }
        throw wrong(key, "must be from " + min + " to " + max);
    }

    public Duration seconds(Key key, int min, int max) {
        return Duration.ofSeconds(number(key, min, max));
    }

    /// The values between commas, without blanks; none when the setting is absent.
    public List<String> list(Key key) {
        return find(key).stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /// A complaint about a setting's value. The value of a secret must not be part of `complaint`.
    public SettingsException wrong(Key key, String complaint) {
        Value value = values.get(key.name());
        String where = value == null ? "" : " (from " + value.source() + ")";
        return new SettingsException(key.name() + where + " " + complaint);
    }

    /// The text of `--help` below the usage line.
    public static String help(List<Key> keys) {
        return keys.stream()
                .map(key -> "  %-28s %s%s%n"
                        .formatted(
                                key.flag(), key.meaning(), key.fallback() == null ? "" : " [" + key.fallback() + "]"))
                .collect(Collectors.joining());
    }

    private record Value(String text, String source) {}
}
