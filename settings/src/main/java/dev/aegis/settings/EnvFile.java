package dev.aegis.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A settings file: `NAME=value` lines as in systemd's `EnvironmentFile=`. A line that starts with `#` or `;` is a
/// comment, and quotes around a value are removed.
final class EnvFile {
    private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=(.*)");

    private EnvFile() {}

    static Map<String, String> read(Path file) {
        List<String> lines = lines(file);
        Map<String, String> values = new LinkedHashMap<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new SettingsException(file + " line " + number + " is not NAME=value");
            }
            if (values.put(matcher.group(1), unquoted(matcher.group(2).strip())) != null) {
                throw new SettingsException(file + " line " + number + " sets " + matcher.group(1) + " a second time");
            }
        }
        return values;
    }

    private static List<String> lines(Path file) {
        if (Files.isDirectory(file)) {
            throw new SettingsException("cannot read the settings file " + file + ": it is a directory");
        }
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException missing) {
            throw new SettingsException("cannot find the settings file " + file);
        } catch (AccessDeniedException denied) {
            throw new SettingsException("cannot read the settings file " + file + ": permission denied");
        } catch (CharacterCodingException binary) {
            throw new SettingsException("cannot read the settings file " + file + ": it is not UTF-8 text");
        } catch (IOException broken) {
            throw new SettingsException("cannot read the settings file " + file + ": its disk reports an error");
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && ((value.startsWith("\"") && value.endsWith("\"")) || (value.startsWith("'") && value.endsWith("'")));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
