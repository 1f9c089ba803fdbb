package dev.aegis.agent;

import dev.aegis.settings.Key;
import dev.aegis.settings.SettingsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What was typed, sorted.
///
/// @param words the command and its own arguments
/// @param files env files, in order
/// @param flags settings as flags
record CommandLine(List<String> words, List<Path> files, List<String> flags) {
    private static final String CONFIG = "--config";

    /// Flags of settings may stand anywhere; what is neither such a flag nor `--config` belongs to the
    /// command.
    static CommandLine parse(List<String> arguments) {
        Set<String> known = AgentSettings.KEYS.stream().map(Key::flag).collect(Collectors.toSet());
        List<String> words = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            int equals = word.indexOf('=');
            String flag = equals < 0 ? word : word.substring(0, equals);
            boolean isConfig = flag.equals(CONFIG);
            if (!isConfig && !known.contains(flag)) {
                words.add(word);
                continue;
            }
            if (equals < 0 && i + 1 == arguments.size()) {
                throw new SettingsException("the flag " + flag + " wants a value");
            }
            String value = equals < 0 ? arguments.get(++i) : word.substring(equals + 1);
            if (isConfig) {
                files.add(Path.of(value));
            } else {
                flags.add(flag + "=" + value);
            }
        }
        return new CommandLine(words, files, flags);
    }

    boolean wants(String... anyOf) {
        return List.of(anyOf).stream().anyMatch(words::contains);
    }

    /// Flags of settings, and what nobody knows, so that the settings can complain of it.
    List<String> flagsAnd(List<String> unknown) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(unknown);
        return all;
    }
}
