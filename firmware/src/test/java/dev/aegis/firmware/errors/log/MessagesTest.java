package dev.aegis.firmware.errors.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Messages of ESP-IDF's tools that no recorded log holds, as their sources print them. `messages.txt`
/// has for each the verdict, the place, and facts that the answer must tell.
class MessagesTest {
    record Row(String name, String root, String verdict, String place, List<String> facts, String log) {
        static Row of(String section) {
            int end = section.indexOf('\n');
            String[] cells = section.substring(0, end).split(" \\| ?", -1);
            List<String> facts = Arrays.stream(cells[4].split("; "))
                    .filter(fact -> !fact.isEmpty())
                    .toList();
            return new Row(cells[0], cells[1], cells[2], cells[3], facts, section.substring(end + 1));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        try (InputStream messages = MessagesTest.class.getResourceAsStream("/messages.txt")) {
            String text =
                    new String(Objects.requireNonNull(messages).readAllBytes(), StandardCharsets.UTF_8).substring(3);
            return Arrays.stream(text.split("\n## ")).map(Row::of);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void knowsTheMessage(Row row) {
        BuildReport report = Logs.readText(row.log(), row.root());
        BuildError first = report.first().orElse(null);

        assertEquals(row.verdict(), first == null ? "clean" : first.category().wire() + ", " + first.fault());
        assertEquals(row.place(), first == null ? "" : first.place());
        String said = String.valueOf(first);
        row.facts().forEach(fact -> assertTrue(said.contains(fact), () -> fact + " is not in " + said));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void saysWhatToDo(Row row) {
        Logs.readText(row.log(), row.root())
                .errors()
                .forEach(error -> assertFalse(
                        Objects.requireNonNull(error.hint(), error.message()).isEmpty()));
    }
}
