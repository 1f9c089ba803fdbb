package dev.aegis.firmware.errors.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Kinds of text that reach the reader beside logs of one build: those of build services, containers, forums, consoles,
/// translations, other tools and newer versions. The reader is told no folder.
class KindsTest {
    record Kind(String name, String verdict, String place, List<String> facts, String log) {
        static Kind of(String section) {
            int end = section.indexOf('\n');
            String[] cells = section.substring(0, end).split(" \\| ?", -1);
            List<String> facts = Arrays.stream(cells[3].split("; "))
                    .filter(fact -> !fact.isBlank())
                    .toList();
            return new Kind(cells[0], cells[1], cells[2].strip(), facts, section.substring(end + 1));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        String text = String.join(
                "\n",
                Logs.table("kinds.txt").stream()
                        .map(line -> line.startsWith("## ") ? "\0" + line.substring(3) : line)
                        .toList());
        return Arrays.stream(text.substring(1).split("\0")).map(Kind::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void readsTheKind(Kind kind) {
        check(kind, kind.log(), StandardCharsets.UTF_8);
    }

    /// PowerShell's redirection writes UTF-16, and every system has its own line ends.
    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void readsItInUtf16(Kind kind) {
        check(kind, kind.log().replace("\n", "\r\n"), StandardCharsets.UTF_16);
    }

    private static void check(Kind kind, String log, Charset charset) {
        BuildReport report = read(log.getBytes(charset));
        BuildError first = report.first().orElse(null);

        assertEquals(
                kind.verdict(),
                first == null ? "clean" : first.category().wire() + ", " + report.fault(),
                () -> report.toString());
        assertEquals(kind.place(), first == null ? "" : first.place());
        String said = String.valueOf(first);
        kind.facts().forEach(fact -> assertTrue(said.contains(fact), () -> fact + " is not in " + said));
    }

    private static BuildReport read(byte[] log) {
        try {
            return BuildLogReader.read(new ByteArrayInputStream(log));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
