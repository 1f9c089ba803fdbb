package dev.aegis.espctl.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EnvironmentCheckTest {
    private static final Pattern OURS = Pattern.compile("\"(ESPCTL_[A-Z_]+)\"");

    /// Else doctor would call a variable unknown that is not.
    @Test
    void knowsEveryVariableThatTheSourcesRead() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.endsWith("EnvironmentCheck.java") || file.endsWith("KnownVariables.java")) {
                    continue;
                }
                Matcher variable = OURS.matcher(Files.readString(file));
                while (variable.find()) {
                    read.add(variable.group(1));
                }
            }
        }
        assertEquals(new TreeSet<>(EnvironmentCheck.READ), read);
    }
}
