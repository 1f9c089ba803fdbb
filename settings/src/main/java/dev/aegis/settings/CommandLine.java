package dev.aegis.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The arguments of a server program, sorted into its command, its settings files and its settings.
///
/// @param words the command and its own arguments, and flags that no setting has
/// @param files settings files, in order
/// @param flags flags of settings, as `--flag=value`
public record CommandLine(List<String> words, List<Path> files, List<String> flags) {
    private static final String CONFIG = "--config";

    public CommandLine {
        words = List.copyOf(words);
        files = List.copyOf(files);
        flags = List.copyOf(flags);
    }

    /// Sorts the arguments. A flag of a setting may come before, between or after the words of the command.
    ///
    /// @throws SettingsException when a flag has no value, or is the one of a secret
    public static CommandLine parse(Declarations declarations, List<String> arguments) {
        List<String> words = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            int equals = word.indexOf('=');
            String flag = equals < 0 ? word : word.substring(0, equals);
            boolean isConfig = flag.equals(CONFIG);
            if (!isConfig && declarations.byFlag(flag).isEmpty()) {
                words.add(word);
                continue;
            }
            if (equals < 0 && i + 1 == arguments.size()) {
                throw new SettingsException("the flag " + flag + (isConfig ? " needs a file" : " needs a value"));
            }
            String value = equals < 0 ? arguments.get(++i) : word.substring(equals + 1);
            if (isConfig) {
                files.add(file(value));
            } else {
                flags.add(flag + "=" + value);
            }
        }
        return new CommandLine(words, files, flags);
    }

    public boolean hasAny(String... anyOf) {
        return List.of(anyOf).stream().anyMatch(words::contains);
    }

    /// Returns the flags of settings together with unknown ones, so that `Settings.read` refuses those.
    public List<String> flagsAnd(List<String> unknown) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(unknown);
        return all;
    }

    private static Path file(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException notAPath) {
            throw new SettingsException("the flag --config needs a file, and '" + name + "' is not a path");
        }
    }
}
