package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.protocol.Limits;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares times, sizes and limits in the documentation with the constants of the program.
class DocumentedNumbersTest {
    private static final String ROOT = "dev.aegis.espctl.";
    private static final Pattern NUMBER =
            Pattern.compile("(?<![.\\d])\\b(\\d[\\d,]*|two|three|four|five|ten|fifty)\\s(s|ms|KB|KiB|MB|MiB"
                    + "|GiB|seconds|minutes|hours|days|files|levels|lines|builds|attempts|errors)\\b");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`]*`");
    private static final Map<Long, String> WORDS = Map.of(3L, "three", 50L, "fifty");

    /// Numbers that belong to ESP-IDF and its chips, or count what the sentence names.
    private static final Set<String> NOT_OURS = Set.of("two builds", "1500 KiB", "64 KB");

    /// The sentences, with `#` in place of the number.
    private static final Map<String, Long> TOLD = Map.ofEntries(
            Map.entry("more than # s", (long) Limits.CLOCK_SKEW_SECS),
            Map.entry(
                    "the clocks differ by more than # s; builds still work",
                    value("doctor.ClockCheck", "WARNING_SECS")),
            Map.entry("# s without a path", value("connect.ConnectAttempt", "CONNECT")),
            Map.entry("# attempts", value("connect.Connector", "ATTEMPTS")),
            Map.entry("# levels above the project", (long) Limits.LEVELS_ABOVE),
            Map.entry("less than # MB are free on the disk", value("doctor.StateCheck", "TOO_FEW_BYTES") >> 20),
            Map.entry("less than # MB are free |", value("doctor.StateCheck", "SCARCE_BYTES") >> 20),
            Map.entry("no answer within # s", value("doctor.Doctor", "SERVER_PATIENCE")),
            Map.entry("is reported within\n# s", value("doctor.ServerChecks", "PATIENCE")),
            Map.entry("less than # days are left", value("doctor.ServerChecks", "SOON_SECS") / 86_400),
            Map.entry("within # s, the machines", value("plan.FleetQuery", "PATIENCE")),
            Map.entry("more than # files", (long) Limits.PROJECT_FILES),
            Map.entry("files or # GiB are refused", Limits.PROJECT_BYTES >> 30),
            Map.entry("a budget of their own (# GiB", value("tasks.KeptElfFiles", "BUDGET") >> 30),
            Map.entry("at most # GiB, the oldest", value("tasks.KeptFiles", "BUDGET") >> 30),
            Map.entry(
                    "log (# MB at most)",
                    (value("inspect.LogExcerpt", "BEGINNING") + value("inspect.LogExcerpt", "END")) >> 20),
            Map.entry("the last # builds", value("tasks.TaskStore", "KEPT")));

    @ParameterizedTest
    @ValueSource(strings = {"troubleshooting.md", "espctl.md"})
    void numbersAreThoseOfTheProgram(String page) throws IOException {
        String text = CODE.matcher(Files.readString(Path.of("..", "docs", page)))
                .replaceAll(code -> " ".repeat(code.group().length()));
        List<String> unknown = new ArrayList<>();
        NUMBER.matcher(text)
                .results()
                .filter(number -> !NOT_OURS.contains(number.group()) && !isTold(text, number))
                .forEach(number -> unknown.add(text.substring(Math.max(0, number.start() - 30), number.end())));

        assertEquals(List.of(), unknown, "compare these numbers with the program and add them to the table");
    }

    private static boolean isTold(String text, MatchResult number) {
        return TOLD.entrySet().stream().anyMatch(told -> isTold(text, number, told.getKey(), told.getValue()));
    }

    private static boolean isTold(String text, MatchResult number, String sentence, long value) {
        int before = sentence.indexOf('#');
        return List.of(digits(value), WORDS.getOrDefault(value, digits(value))).stream()
                .anyMatch(form -> text.startsWith(sentence.replace("#", form), number.start() - before));
    }

    private static String digits(long value) {
        return NumberFormat.getIntegerInstance(Locale.ROOT).format(value);
    }

    /// Returns the value of a constant; seconds, rounded up, for a duration.
    private static long value(String type, String constant) {
        try {
            Field field = Class.forName(ROOT + type).getDeclaredField(constant);
            field.setAccessible(true);
            Object value = field.get(null);
            return value instanceof Duration time ? (time.toMillis() + 999) / 1000 : ((Number) value).longValue();
        } catch (ReflectiveOperationException renamed) {
            throw new IllegalStateException(renamed);
        }
    }
}
