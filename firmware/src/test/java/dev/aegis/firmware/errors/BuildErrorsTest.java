package dev.aegis.firmware.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildErrorsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "compile_error | main/main.c:6:20 | 'struct point' has no member named 'z' | COMPILE",
                "werror | main/main.c:7:14 | - | COMPILE",
                "missing_header | main/main.c:2:10 | not_there.h: No such file or directory | MISSING_HEADER",
                "include_cycle_pragma | main/main.c:6:2 | #error \"BOARD_PIN is not set for this board\" | COMPILE",
                "undefined_reference | main/main.c:6 | undefined reference to 'motor_start' | LINK",
                "xtensa_undefined_reference | main/main.c:6 | undefined reference to 'motor_start' | LINK",
                "no_app_main | `` | undefined reference to 'app_main' | LINK",
                "dram_overflow | `` | memory region 'dram0_0_seg' is too small by 163568 bytes | MEMORY_REGION",
                "iram_overflow | `` | memory region 'iram0_0_seg' is too small by 13040 bytes | MEMORY_REGION",
                "xtensa_iram_overflow | `` | - | MEMORY_REGION",
                "unresolved_component | `` | Failed to resolve component 'no_such_component'. | COMPONENT",
                "cmake_parse_error | main/CMakeLists.txt:1 | Parse error.  Function missing ending \")\".  End of file reached. | CMAKE",
                "cmake_message_fatal | main/CMakeLists.txt:2 | board not selected; set BOARD | CMAKE",
                "kconfig_syntax | main/Kconfig.projbuild:6 | couldn't parse 'confg MY_OTHER': syntax error | KCONFIG",
                "component_manager_offline | `` | - | COMPONENT",
                "component_yml_bad | main/idf_component.yml | the component manifest is not valid YAML | COMPONENT",
                "partition_too_small | `` | app partition is too small for binary partition_too_small.bin size 0x26e80 | PARTITION_TOO_SMALL",
                "partition_missing_csv | partitions.csv | - | MISSING_FILE",
                "no_project_file | `` | the project has no CMakeLists.txt at its top | PROJECT",
                "not_an_idf_project | `` | the top CMakeLists.txt does not describe an ESP-IDF project | PROJECT",
                "sdkconfig_target_mismatch | `` | sdkconfig is for esp32s3, the build is for esp32c3 | PROJECT",
                "set_target_bad | `` | - | COMMAND",
                "unknown_action | `` | idf.py knows no 'frobnicate' | COMMAND",
                "fail-export-sh-tools-missing | `` | the machine's store lacks the tool xtensa-esp-elf-gdb | TOOLCHAIN",
                "fail-python-requirements | `` | - | TOOLCHAIN",
                "fail-toolchain-version-mismatch | `` | - | TOOLCHAIN",
            })
    void putsTheDecisiveErrorFirst(String log, String place, String message, Category category) {
        BuildError first = read(log).first().orElseThrow();

        assertEquals(place, first.place());
        if (message != null) {
            assertEquals(message, first.message());
        }
        assertEquals(category, first.category());
        assertNotNull(first.hint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok_minimal", "warnings_only", "partition_near_full", "sdkconfig_bad_line"})
    void findsNothingInABuildThatSucceeded(String log) {
        assertEquals(List.of(), read(log).errors());
    }

    @Test
    void keepsTheSourceLinesThatTheCompilerShowed() {
        assertEquals(
                List.of("    6 |     return p->x * p->z;", "      |                    ^~"),
                read("compile_error").first().orElseThrow().excerpt());
    }

    @Test
    void namesEachUndefinedSymbolOnce() {
        List<String> messages = read("undefined_reference").errors().stream()
                .map(BuildError::message)
                .toList();

        assertEquals(
                List.of("undefined reference to 'motor_start'", "undefined reference to 'sensor_value'"), messages);
    }

    @Test
    void saysPhaseAndWhoseFaultItIs() {
        assertEquals("linking", read("dram_overflow").phase());
        assertEquals("project", read("dram_overflow").fault());
        assertEquals("infrastructure", read("fail-python-requirements").fault());
    }

    @Test
    void keepsTenErrorsOfThousandsAndCountsTheRest() {
        BuildErrors errors = new BuildErrors(BuildErrors.SANDBOX_ROOT);
        for (int i = 1; i <= 5000; i++) {
            errors.line("/project/main/main.c:" + i + ":1: error: expected ';' before 'x'");
        }

        BuildReport report = errors.report();

        assertEquals(10, report.errors().size());
        assertEquals("main/main.c:1:1", report.errors().getFirst().place());
        assertEquals(4990, report.more());
    }

    @Test
    void tellsAFullDiskFromAnErrorOfTheProject() {
        BuildErrors errors = new BuildErrors(BuildErrors.SANDBOX_ROOT);
        errors.line("/project/main/main.c:3:1: fatal error: error writing to /tmp/cc1.s: No space left on device");

        assertEquals("infrastructure", errors.report().fault());
    }

    @Test
    void showsTheOutputOfAStepThatNoRuleKnows() {
        BuildErrors errors = new BuildErrors(BuildErrors.SANDBOX_ROOT);
        errors.line("FAILED: assets.bin");
        errors.line("cd /project && pack-assets");
        errors.line("pack-assets: picture.png is not a picture");
        errors.line("ninja: build stopped: subcommand failed.");

        BuildError error = errors.report().first().orElseThrow();

        assertEquals("the step that makes assets.bin failed", error.message());
        assertEquals(List.of("pack-assets: picture.png is not a picture"), error.excerpt());
    }

    @Test
    void survivesLinesOfAnyLength() {
        BuildErrors errors = new BuildErrors(BuildErrors.SANDBOX_ROOT);
        errors.line("a:".repeat(500_000));
        errors.line(" ".repeat(500_000) + "CMake Error");
        errors.line("error: ".repeat(100_000));

        assertTrue(errors.report().errors().size() <= 10);
    }

    private static BuildReport read(String name) {
        BuildErrors errors = new BuildErrors("/ws");
        try (BufferedReader log = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(BuildErrorsTest.class.getResourceAsStream("/idf-logs/" + name + ".txt")),
                StandardCharsets.UTF_8))) {
            log.lines().forEach(errors::line);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
        return errors.report();
    }
}
