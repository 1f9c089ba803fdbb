package dev.aegis.firmware.errors.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every recorded log and every report of users, in whatever folder the project is. The reader is told none: the log
/// names it.
class AnyRootTest {
    private static final List<String> ROOTS = List.of(
            "/home/ann/esp/greenhouse",
            "C:/Users/Ann Lee/lamp",
            "C:\\Users\\ann\\source\\lamp",
            "/home/runner/work/lamp/lamp",
            "/builds/iot/sensors/node");

    static Stream<RecordedLogsTest.Row> rows() {
        return Stream.concat(RecordedLogsTest.rows(), reports());
    }

    private static Stream<RecordedLogsTest.Row> reports() {
        return Logs.table("reports/decisive.txt").stream().map(line -> RecordedLogsTest.Row.of("reports", line));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void findsTheDecisiveErrorWithoutKnowingTheFolder(RecordedLogsTest.Row row) {
        check(row, text(row), "as it is");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void findsTheDecisiveErrorInOtherFolders(RecordedLogsTest.Row row) {
        ROOTS.forEach(root -> check(row, moved(text(row), row.root(), root), root));
    }

    private static void check(RecordedLogsTest.Row row, String log, String root) {
        BuildReport report = read(log);
        BuildError first = report.first().orElse(null);

        String verdict = first == null
                ? "clean"
                : String.join(
                        ", ",
                        first.category().wire(),
                        String.valueOf(report.phase()),
                        String.valueOf(report.fault()),
                        String.valueOf(report.errors().size()));
        assertEquals(row.verdict(), verdict, () -> root + ": " + report);
        assertEquals(row.place(), first == null ? "" : first.place(), root);
        String said = String.valueOf(first);
        row.facts().forEach(fact -> assertTrue(said.contains(fact), () -> root + ": " + fact + " is not in " + said));
    }

    /// Writes the folder of the project, and with backslashes the paths below it, as another system would.
    private static String moved(String log, String from, String to) {
        Matcher path = Pattern.compile(
                        "(?<![\\w./-])" + Pattern.quote(from) + "(?=[/\\s\"'=:;),]|$)(/[^\\s\"'=:;),]*)?")
                .matcher(log);
        return path.replaceAll(found -> {
            String below = found.group(1) == null ? "" : found.group(1);
            return Matcher.quoteReplacement(to + (to.contains("\\") ? below.replace('/', '\\') : below));
        });
    }

    private static BuildReport read(String log) {
        try {
            return BuildLogReader.read(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String text(RecordedLogsTest.Row row) {
        if (!row.folder().equals("reports")) {
            return Logs.text(row.folder() + "/" + row.log());
        }
        String name = "/reports/" + row.log() + ".log";
        try (InputStream log = Objects.requireNonNull(AnyRootTest.class.getResourceAsStream(name), name)) {
            return new String(log.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
