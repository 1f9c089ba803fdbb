package dev.aegis.firmware.errors.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.firmware.errors.linker.MemoryRegionError;
import dev.aegis.firmware.size.LinkMap;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildLogReaderTest {
    /// The log holds the table; the table with a larger partition can be saved as it is.
    @Test
    void proposesAPartitionTableThatFits() {
        BuildLogReader reader = new BuildLogReader(BuildLogReader.SANDBOX_ROOT);
        """
                Partition table binary generated. Contents:
                *******************************************************************************
                # ESP-IDF Partition Table
                # Name, Type, SubType, Offset, Size, Flags
                nvs,data,nvs,0x9000,16K,
                otadata,data,ota,0xd000,8K,
                ota_0,app,ota_0,0x10000,1M,
                ota_1,app,ota_1,0x110000,1M,
                own,0x40,0x1,0x210000,4K,encrypted
                *******************************************************************************
                [5/9] esptool elf2image --flash-mode dio --flash-freq 80m --flash-size 4MB -o app.bin app.elf
                Error: All app partitions are too small for binary app.bin size 0x119a50:
                  - Part 'ota_0' 0/16 @ 0x10000 size 0x100000 (overflow 0x19a50)
                  - Part 'ota_1' 0/17 @ 0x110000 size 0x100000 (overflow 0x19a50)
                ninja: build stopped: subcommand failed.
                """.lines().forEach(reader::line);

        BuildError error = reader.report().first().orElseThrow();

        assertEquals("""
                # Name, Type, SubType, Offset, Size, Flags
                nvs,data,nvs,0x9000,0x4000,
                otadata,data,ota,0xd000,0x2000,
                ota_0,app,ota_0,0x10000,0x120000,
                ota_1,app,ota_1,0x130000,0x120000,
                own,0x40,0x1,0x250000,0x1000,encrypted
                """, error.partitionsCsv());
        assertTrue(String.valueOf(error.hint()).contains("it needs 4 MB of flash"), error.hint());
    }

    @ParameterizedTest
    @CsvSource({
        "'fail,succeed', 'the log holds 2 builds; the last one succeeded, an earlier one failed'",
        "'succeed,fail', 'the log holds 2 builds; this is about the last one, which failed'",
        "'fail,succeed,fail', 'the log holds 3 builds; this is about the last one, which failed, an earlier one failed'",
        "'fail,cancel', 'the log holds 2 builds; the last one was canceled, an earlier one failed'",
        "fail,"
    })
    void saysWhichOfSeveralBuildsItIsAbout(String builds, @Nullable String note) {
        Map<String, String> logs = Map.of("fail", """
                        Running ninja in directory /home/kai/lamp/build
                        [1/4] Building C object esp-idf/main/CMakeFiles/__idf_main.dir/main.c.obj
                        FAILED: esp-idf/main/CMakeFiles/__idf_main.dir/main.c.obj
                        /home/kai/lamp/main/main.c:8:5: error: 'y' undeclared (first use in this function)
                        ninja: build stopped: subcommand failed.
                        """, "succeed", """
                        Running ninja in directory /home/kai/lamp/build
                        [4/4] Generating binary image from built executable
                        Project build complete. To flash, run:
                         idf.py flash
                        """, "cancel", """
                        Running ninja in directory /home/kai/lamp/build
                        [1/4] Building C object esp-idf/main/CMakeFiles/__idf_main.dir/main.c.obj
                        ninja: build stopped: interrupted by user.
                        """);
        BuildLogReader reader = new BuildLogReader();
        for (String build : builds.split(",")) {
            Objects.requireNonNull(logs.get(build)).lines().forEach(reader::line);
        }

        assertEquals(note, reader.report().note());
        assertEquals(builds.endsWith("fail"), reader.report().first().isPresent());
    }

    @Test
    void keepsTheFirstLetterBehindATimeInBrackets() {
        BuildLogReader reader = new BuildLogReader(BuildLogReader.SANDBOX_ROOT);
        """
                [12:00:04]CMake Error at main/CMakeLists.txt:3 (target_link_libraries):
                [12:00:04]  Cannot specify link libraries for target "foo" which is not built by this
                [12:00:04]  project.
                [12:00:04]
                [12:00:04]-- Configuring incomplete, errors occurred!
                """.lines().forEach(reader::line);

        BuildError error = reader.report().first().orElseThrow();

        assertEquals("main/CMakeLists.txt", error.file());
        assertTrue(error.message().contains("Cannot specify link libraries"), error.message());
    }

    @Test
    void keepsTheSourceLinesThatTheCompilerShowed() {
        assertEquals(
                List.of("    6 |     return p->x * p->z;", "      |                    ^~"),
                read("esp32c3/compile_error").first().orElseThrow().excerpt());
    }

    @Test
    void namesEachUndefinedSymbolOnce() {
        List<String> messages = read("esp32c3/undefined_reference").errors().stream()
                .map(BuildError::message)
                .toList();

        assertEquals(
                List.of("undefined reference to 'motor_start'", "undefined reference to 'sensor_value'"), messages);
    }

    @Test
    void saysPhaseAndWhoseFaultItIs() {
        assertEquals("linking", read("esp32c3/dram_overflow").phase());
        assertEquals("project", read("esp32c3/dram_overflow").fault());
        assertEquals("infrastructure", read("fail-python-requirements").fault());
    }

    @Test
    void keepsTenErrorsOfThousandsAndCountsTheRest() {
        BuildLogReader errors = new BuildLogReader(BuildLogReader.SANDBOX_ROOT);
        for (int i = 1; i <= 5000; i++) {
            errors.line("/project/main/main.c:" + i + ":1: error: expected ';' before 'x'");
        }

        BuildReport report = errors.report();

        assertEquals(10, report.errors().size());
        assertEquals("main/main.c:1:1", report.errors().getFirst().place());
        assertEquals(4990, report.more());
    }

    /// Language models are sent at most 1,500 tokens of four characters.
    @Test
    void keepsItsAnswerShortHoweverLongTheMessagesAre() {
        BuildLogReader errors = new BuildLogReader();
        for (int i = 1; i <= 3000; i++) {
            errors.line("[%d/6000] Building C object esp-idf/main/CMakeFiles/__idf_main.dir/x%d.c.obj".formatted(i, i));
        }
        for (int i = 1; i <= 5000; i++) {
            errors.line("/home/ann/lamp/main/main.c:" + i + ":1: error: no matching function for call to "
                    + "'very_long_name_of_a_function'".repeat(12) + i);
            errors.line("   %d |     %s".formatted(i, "call(argument, argument);".repeat(8)));
        }

        BuildReport report = errors.report();

        assertEquals("main/main.c:1:1", report.errors().getFirst().place());
        assertEquals(5000, report.more() + report.errors().size());
        assertTrue(report.errors().toString().length() < 4 * 1500);
    }

    @Test
    void tellsAFullDiskFromAnErrorOfTheProject() {
        BuildLogReader errors = new BuildLogReader(BuildLogReader.SANDBOX_ROOT);
        errors.line("/project/main/main.c:3:1: fatal error: error writing to /tmp/cc1.s: No space left on device");

        assertEquals("infrastructure", errors.report().fault());
    }

    @Test
    void showsTheOutputOfAStepThatNoRuleKnows() {
        BuildLogReader errors = new BuildLogReader(BuildLogReader.SANDBOX_ROOT);
        errors.line("FAILED: assets.bin");
        errors.line("cd /project && pack-assets");
        errors.line("pack-assets: picture.png is not a picture");
        errors.line("ninja: build stopped: subcommand failed.");

        BuildError error = errors.report().first().orElseThrow();

        assertEquals("the step that makes assets.bin failed", error.message());
        assertEquals(List.of("pack-assets: picture.png is not a picture"), error.excerpt());
    }

    @Test
    void namesTheComponentOfAMissingHeader() {
        assertEquals(
                "add nvs_flash to REQUIRES or PRIV_REQUIRES in components/store/CMakeLists.txt; if it is still not"
                        + " found, this target or version of ESP-IDF does not have it",
                hint("/project/components/store/store.c:1:10: fatal error: nvs_flash.h: No such file or directory"));
        assertEquals(
                "did you mean esp_wifi.h, of the component esp_wifi?",
                hint("/project/main/main.c:1:10: fatal error: esp_wfi.h: No such file or directory"));
    }

    @Test
    void takesNoShortHeaderForASlipOfAnother() {
        assertEquals(
                "check the spelling of io.h, or name the component that has it in REQUIRES or PRIV_REQUIRES in"
                        + " main/CMakeLists.txt",
                hint("/project/main/main.c:1:10: fatal error: io.h: No such file or directory"));
    }

    @Test
    void namesWhoNeedsASymbolAndWhoWouldProvideIt() {
        BuildLogReader errors = new BuildLogReader(BuildLogReader.SANDBOX_ROOT);
        errors.line("/opt/bin/ld: esp-idf/net/libnet.a(net.c.obj): in function `net_start':");
        errors.line("/project/components/net/net.c:7: undefined reference to `esp_http_client_init'");

        BuildError error = errors.report().first().orElseThrow();

        assertEquals(List.of("needed by net_start in libnet.a(net.c.obj)"), error.excerpt());
        assertTrue(String.valueOf(error.hint()).contains("component is esp_http_client:"));
    }

    @Test
    void tellsACrashOfTheCompilerFromAnErrorOfTheProject() {
        BuildLogReader errors = new BuildLogReader(BuildLogReader.SANDBOX_ROOT);
        errors.line("/project/main/main.c:9:1: internal compiler error: Segmentation fault");

        assertEquals("infrastructure", errors.report().fault());
    }

    @Test
    void tellsAModuleThatTheMachineLacks() {
        BuildLogReader errors = new BuildLogReader(BuildLogReader.SANDBOX_ROOT);
        errors.line("Traceback (most recent call last):");
        errors.line("  File \"/opt/idf/tools/gen.py\", line 3, in <module>");
        errors.line("ModuleNotFoundError: No module named 'cryptography'");

        assertEquals("infrastructure", errors.report().fault());
        assertEquals(
                "the Python of the build machine has no module 'cryptography'",
                errors.report().first().orElseThrow().message());
    }

    @Test
    void namesWhatIsLargestInARegionThatOverflowed() throws IOException {
        try (InputStream map = new GZIPInputStream(
                Objects.requireNonNull(BuildLogReaderTest.class.getResourceAsStream("/maps/ram_overflow.map.gz")))) {
            BuildReport report = Logs.read("faults/ram_overflow", BuildLogReader.SANDBOX_ROOT);
            BuildError error = MemoryRegionError.explained(report, LinkMap.read(map))
                    .first()
                    .orElseThrow();

            assertEquals("memory region 'dram0_0_seg' is too small by 591728 bytes", error.message());
            assertEquals(
                    "900000 bytes: .bss.big of libmain.a(main.c.obj)",
                    error.excerpt().getFirst());
        }
    }

    @Test
    void leavesARegionAsItIsThatTheMapDoesNotKnow() throws IOException {
        try (InputStream map = new GZIPInputStream(
                Objects.requireNonNull(BuildLogReaderTest.class.getResourceAsStream("/maps/ram_overflow.map.gz")))) {
            BuildLogReader errors = new BuildLogReader(BuildLogReader.SANDBOX_ROOT);
            errors.line("ld: region `iram_loader_seg' overflowed by 12 bytes");
            BuildReport report = errors.report();

            assertEquals(1, report.errors().size());
            assertEquals(report, MemoryRegionError.explained(report, LinkMap.read(map)));
        }
    }

    @Test
    void survivesLinesOfAnyLength() {
        BuildLogReader errors = new BuildLogReader(BuildLogReader.SANDBOX_ROOT);
        errors.line("a:".repeat(500_000));
        errors.line(" ".repeat(500_000) + "CMake Error");
        errors.line("error: ".repeat(100_000));

        assertTrue(errors.report().errors().size() <= 10);
    }

    private static BuildReport read(String name) {
        return Logs.read("idf-logs/" + name, "/ws");
    }

    private static String hint(String line) {
        BuildLogReader errors = new BuildLogReader(BuildLogReader.SANDBOX_ROOT);
        errors.line(line);
        return String.valueOf(errors.report().first().orElseThrow().hint());
    }
}
