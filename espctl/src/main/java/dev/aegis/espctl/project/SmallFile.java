package dev.aegis.espctl.project;

import dev.aegis.espctl.edit.TomlText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads small text files of the project with a limit on their size.
final class SmallFile {
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int MOST_LINES = 20_000;

    private SmallFile() {}

    /// Returns the first line that is neither empty nor a comment; null if there is none, or no file.
    static @Nullable String firstLine(Path file) {
        return find(file, Pattern.compile("\\s*([^#\\s].*)"));
    }

    /// Returns the lines; none if there is no file or it is too large.
    static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                            .lines()
                            .toList()
                    : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /// Returns the first group of the first line that matches; null if there is none, or no file.
    static @Nullable String find(Path file, Pattern line) {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (int i = 0; i < MOST_LINES; i++) {
                String text = in.readLine();
                if (text == null) {
                    return null;
                }
                Matcher found = line.matcher(i == 0 && text.startsWith(TomlText.MARK) ? text.substring(1) : text);
                if (found.matches()) {
                    return found.group(1);
                }
            }
            return null;
        } catch (IOException unreadable) {
            return null;
        }
    }
}
