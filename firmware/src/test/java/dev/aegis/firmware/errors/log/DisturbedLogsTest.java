package dev.aegis.firmware.errors.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What terminals, other systems and broken connections do to a log.
class DisturbedLogsTest {
    private static final String ROOT = "/project";

    /// Other line ends, a build service's times, another locale's quotation marks, and another step's progress between.
    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.aegis.firmware.errors.log.RecordedLogsTest#rows")
    void readsEveryRecordedLogInEveryDress(RecordedLogsTest.Row row) {
        String text = Logs.text(row.folder() + "/" + row.log()).replace("\r", "");
        BuildReport plain = Logs.readText(text, row.root());

        assertEquals(plain, Logs.readText(text.replace("\n", "\r\n"), row.root()));
        assertEquals(plain, Logs.readText(text.replaceAll("(?m)^", "2026-11-20T10:11:12.1234567Z "), row.root()));
        assertEquals(plain, Logs.readText(text.replaceAll("'([^'\n]*)'", "\u2018$1\u2019"), row.root()));
        String progress = text.replaceAll("(?m)^(.*:\\d+: error:|FAILED:)", "[7/900] Building x.obj\n$1");
        assertEquals(plain, Logs.readText(progress, row.root()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"macro_chain", "template_chain", "kconfig_loop", "undefined_idf", "cmake_unknown_command"})
    void readsCarriageReturnsLikeLineEnds(String name) {
        assertEquals(
                Logs.read("faults/" + name, ROOT),
                Logs.readText(Logs.text("faults/" + name).replace("\n", "\r\n"), ROOT));
    }

    @Test
    void readsColoursAndLinksAsIfTheyWereNotThere() {
        String coloured = Logs.text("faults/macro_chain")
                .replace("error:", "\u001b[01;31m\u001b[Kerror: \u001b[m\u001b[K".strip())
                .replace("/project/main/main.c:", "\u001b[01m\u001b[K/project/main/main.c:")
                .replace("note:", "\u001b]8;;https://gcc.example\u0007note:\u001b]8;;\u0007");

        assertEquals(first("faults/macro_chain").place(), firstOf(coloured).place());
        assertEquals(first("faults/macro_chain").excerpt(), firstOf(coloured).excerpt());
    }

    @Test
    void readsProgressThatATerminalOverwrites() {
        BuildLogReader errors = new BuildLogReader(ROOT);
        errors.line("[1/9] Building a.c\u001b[K\r[2/9] Building b.c\r/project/main/b.c:3:1: error: expected ';'");

        assertEquals("main/b.c:3:1", errors.report().first().orElseThrow().place());
    }

    @Test
    void readsWindowsPaths() {
        BuildReport report = Logs.readText("""
                In file included from C:/Users/ann/lamp/main/main.c:2:
                C:\\Users\\ann\\lamp\\components\\led\\led.h:7:3: error: unknown type name 'colour'
                    7 |   colour value;
                """, "C:\\Users\\ann\\lamp");

        BuildError error = report.first().orElseThrow();
        assertEquals("components/led/led.h:7:3", error.place());
        assertEquals(List.of("included from main/main.c:2", "    7 |   colour value;"), error.excerpt());
    }

    @Test
    void keepsTheExcerptsOfInterleavedErrorsApart() {
        BuildReport report = Logs.readText("""
                /project/main/one.c:4:2: error: expected ';' before 'x'
                /project/main/two.c:90:2: error: 'y' undeclared here
                    4 |  x
                   90 |  y = 3;
                """, ROOT);

        assertEquals(List.of("main/one.c:4:2", "main/two.c:90:2"), places(report));
        assertTrue(report.errors().stream()
                .allMatch(error -> error.excerpt().stream()
                        .allMatch(line -> line.strip().startsWith(String.valueOf(error.line())))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpp_semicolon", "asm_error", "no_app_main", "ram_overflow", "partition_overlap"})
    void findsTheErrorInALogThatEndsRightBehindIt(String name) {
        String text = Logs.text("faults/" + name);
        BuildError whole = first("faults/" + name);
        int end = text.lastIndexOf("ninja: build stopped");

        assertEquals(whole.message(), firstOf(text.substring(0, end)).message());
    }

    @Test
    void saysWhichStepFailedWhenTheLogEndsBeforeTheReason() {
        String text = Logs.text("faults/cpp_semicolon");
        BuildError error = firstOf(text.substring(0, text.indexOf("main.cpp:3:8")));

        assertEquals("the step that makes esp-idf/main/CMakeFiles/__idf_main.dir/main.cpp.obj failed", error.message());
    }

    @Test
    void cutsALineOfAMegabyte() {
        String huge = "x".repeat(1_000_000);
        BuildReport report = Logs.readText(
                huge + "\n/project/main/main.c:1:1: error: " + huge + "\n/project/main/main.c:2:1: error: second\n",
                ROOT);

        assertEquals(List.of("main/main.c:1:1", "main/main.c:2:1"), places(report));
        assertTrue(report.first().orElseThrow().message().length() <= 400);
    }

    @Test
    void readsBytesThatAreNoText() {
        BuildReport report = Logs.readText("\0\uffff\ud800 error\n/project/main/main.c:1:1: error: a\0b\n", ROOT);

        assertEquals(List.of("main/main.c:1:1"), places(report));
    }

    private static BuildError first(String name) {
        return Logs.read(name, ROOT).first().orElseThrow();
    }

    private static BuildError firstOf(String text) {
        return Logs.readText(text, ROOT).first().orElseThrow();
    }

    private static List<String> places(BuildReport report) {
        return report.errors().stream().map(BuildError::place).toList();
    }
}
