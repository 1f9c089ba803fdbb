package dev.aegis.firmware.errors.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every recorded log against the table `decisive.txt` beside it: what must come first, or that nothing must come.
/// `idf-logs` are of real ESP-IDF v5.3.1, whole and with the two streams apart; `faults` are of starter-idf.
class RecordedLogsTest {
    /// @param verdict category, phase, fault and number of errors, or `clean`
    /// @param place of the first error; empty when it has none
    /// @param facts that the first error must tell, in whatever words
    record Row(String folder, String log, String root, String verdict, String place, List<String> facts) {
        static Row of(String folder, String line) {
            String[] cells = line.split(" \\| ?", -1);
            return cells.length == 3
                    ? new Row(folder, cells[0], cells[1], cells[2], "", List.of())
                    : new Row(folder, cells[0], cells[1], cells[2], cells[3], List.of(cells[4].split("; ")));
        }

        @Override
        public String toString() {
            return folder + "/" + log;
        }
    }

    static Stream<Row> rows() {
        return Stream.of("idf-logs", "faults")
                .flatMap(folder -> Logs.table(folder + "/decisive.txt").stream().map(line -> Row.of(folder, line)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void putsTheDecisiveErrorFirst(Row row) {
        BuildReport report = Logs.read(row.folder() + "/" + row.log(), row.root());
        BuildError first = report.first().orElse(null);

        String verdict = first == null
                ? "clean"
                : String.join(
                        ", ",
                        first.category().wire(),
                        Objects.requireNonNull(report.phase()),
                        Objects.requireNonNull(report.fault()),
                        String.valueOf(report.errors().size()));
        assertEquals(row.verdict(), verdict);
        assertEquals(row.place(), first == null ? "" : first.place());
        String said = String.valueOf(first);
        row.facts().forEach(fact -> assertTrue(said.contains(fact), () -> fact + " is not in " + said));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void staysSmallAndSaysWhatToDo(Row row) {
        List<BuildError> errors =
                Logs.read(row.folder() + "/" + row.log(), row.root()).errors();

        assertTrue(errors.size() <= 10);
        if (!errors.isEmpty()) {
            assertFalse(errors.getFirst().phase().isEmpty());
            assertTrue(errors.getFirst().hint() != null, () -> "no hint for " + errors.getFirst());
        }
        errors.forEach(error -> assertTrue(error.excerpt().size() <= 6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"idf-logs", "faults"})
    void leavesNoLogOutOfTheTable(String folder) throws Exception {
        Path root = Path.of(Objects.requireNonNull(RecordedLogsTest.class.getResource("/" + folder))
                .toURI());
        List<String> listed = Logs.table(folder + "/decisive.txt").stream()
                .map(line -> line.substring(0, line.indexOf(" | ")))
                .sorted()
                .toList();

        assertEquals(logsBelow(root), listed);
    }

    private static List<String> logsBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".log.gz"))
                    .map(name -> name.substring(0, name.length() - ".log.gz".length()))
                    .sorted()
                    .toList();
        }
    }
}
