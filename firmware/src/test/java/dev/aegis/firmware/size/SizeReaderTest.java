package dev.aegis.firmware.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Part;
import dev.aegis.firmware.size.SizeReport.Share;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"c3-size", "c3-size_format_csv", "c3-size_format_json2", "c3-size_format_raw"})
    void givesTheSameModelForEveryFormat(String name) {
        SizeReport report = Sizes.read("size/" + name);

        assertEquals(160_116, report.flashUsed());
        assertEquals(0xd8e20, report.flashRemaining());
        assertEquals(54_776, report.ramUsed());
        assertEquals(266_520, report.ramRemaining());
        assertEquals(
                Map.of("Flash Code", 74_504L, "DRAM", 54_776L, "Flash Data", 34_692L, "RTC SLOW", 536L),
                report.memories().stream().collect(java.util.stream.Collectors.toMap(Memory::name, Memory::used)));
        assertNull(memory(report, "Flash Code").total(), "8,388,576 is a range of addresses, not the size of a flash");
        assertEquals(8_192L, memory(report, "RTC SLOW").total());
        assertEquals(
                Map.of(".text", 45_968L, ".data", 4_952L, ".bss", 3_744L),
                memory(report, "DRAM").parts().stream()
                        .collect(java.util.stream.Collectors.toMap(Part::name, Part::size)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c3-size",
                "c3-size_format_csv",
                "c3-size_format_json",
                "c3-size_format_json2",
                "c3-size_format_raw",
                "c3-sizecomponents",
                "c3-sizecomponents_format_json2"
            })
    void readsLinesWithTimes(String name) {
        String text = Sizes.text("idf-logs/size/" + name + ".log");
        String timed =
                text.lines().map(line -> "2026-11-29T01:00:00.1234567Z " + line).collect(Collectors.joining("\n"));

        assertEquals(SizeReader.read(text), SizeReader.read(timed));
    }

    @Test
    void readsAnOldTableWithTimes() {
        SizeReport report = SizeReader.read("""
                [2026-11-29T01:00:00.123Z] Per-archive contributions to ELF file:
                [2026-11-29T01:00:00.123Z]             Archive File DRAM .data & .bss & other   IRAM D/IRAM Flash code & rodata   Total
                [2026-11-29T01:00:00.123Z]            libnet80211.a       1112    2944       0   9304      0     103312     18124  134796
                """);

        assertEquals(134_796, report.components().getFirst().size());
    }

    /// The log of two builds has two reports. Their sum is the size of no firmware.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "c3-size",
                "c3-size_format_csv",
                "c3-size_format_json",
                "c3-size_format_json2",
                "c3-size_format_raw",
                "c3-sizecomponents",
                "c3-sizecomponents_format_json2"
            })
    void readsTheLastOfTwoReports(String name) {
        String text = Sizes.text("idf-logs/size/" + name + ".log");

        assertEquals(SizeReader.read(text), SizeReader.read(text + "\n" + text));
    }

    @Test
    void readsTheLastOfTwoReportsInText() {
        SizeReport report = SizeReader.read("""
                Total sizes:
                Used static DRAM:   10608 bytes ( 170128 remain, 5.9% used)
                      .data size:    8536 bytes
                      .bss  size:    2072 bytes
                Used static IRAM:   47882 bytes (  83190 remain, 36.5% used)
                Total image size:  172305 bytes (.bin may be padded larger)
                Total sizes:
                Used stat D/IRAM:   20608 bytes ( 160128 remain, 11.4% used)
                      .data size:    8536 bytes
                      .bss  size:   12072 bytes
                Total image size:  182305 bytes (.bin may be padded larger)
                """);

        assertEquals(182_305, report.flashUsed());
        assertEquals(20_608, report.ramUsed());
        assertEquals(
                List.of("D/IRAM"), report.memories().stream().map(Memory::name).toList());
    }

    @Test
    void readsBothOfTwoJsonDocuments() {
        SizeReport report = SizeReader.read(Sizes.text("idf-logs/size/c3-size_format_json2.log") + "\n"
                + Sizes.text("idf-logs/size/c3-sizecomponents_format_json2.log"));

        assertEquals(54_776, report.ramUsed());
        assertEquals(32, report.components().size());
    }

    @Test
    void readsTheOldFlatJson() {
        SizeReport report = Sizes.read("size/c3-size_format_json");

        assertEquals(160_116, report.flashUsed());
        assertEquals(54_664, report.ramUsed());
        assertEquals(266_632, report.ramRemaining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"size/c3-sizecomponents", "size/c3-sizecomponents_format_json2", "size/c3-size_format_raw"})
    void readsComponentsAlsoFromATableThatATerminalBrokeUp(String name) {
        List<Share> components = Sizes.read(name).components();

        assertEquals(32, components.size());
        assertEquals(
                new Share("libc.a", 25_029, Map.of("DRAM", 584L, "Flash Code", 22_186L, "Flash Data", 2_259L)),
                components.getFirst());
        assertEquals(163_200, components.stream().mapToLong(Share::size).sum());
        assertEquals(Sizes.read("size/c3-size_format_raw").components(), components);
    }

    @Test
    void readsFilesAlsoFromBrokenLines() {
        List<Share> files = Sizes.read("size/c3-sizefiles_format_csv").files();

        assertEquals(163_200, files.stream().mapToLong(Share::size).sum());
        assertEquals("a-vfprintf.o", files.getFirst().name());
        assertEquals(
                163_208,
                Sizes.read("commands/11-size-files").files().stream()
                        .mapToLong(Share::size)
                        .sum());
    }

    @Test
    void readsATerminalsOutput() {
        assertEquals(
                Sizes.read("commands/08-size").memories(),
                Sizes.read("commands/32-size-pty").memories());
    }

    @Test
    void readsTheTextOfOlderVersions() {
        SizeReport report = SizeReader.read("""
                Total sizes:
                Used static DRAM:   10220 bytes ( 170516 remain, 5.7% used)
                      .data size:    7780 bytes
                      .bss  size:    2440 bytes
                Used static IRAM:   42830 bytes (  88242 remain, 32.7% used)
                      .text size:   41803 bytes
                   .vectors size:    1027 bytes
                Used Flash size :  110455 bytes
                      .text     :   80699 bytes
                      .rodata   :   29500 bytes
                Total image size:  161065 bytes (.bin may be padded larger)
                """);

        assertEquals(161_065, report.flashUsed());
        assertNull(report.flashRemaining());
        assertEquals(10_220 + 42_830, report.ramUsed());
        assertEquals(170_516 + 88_242, report.ramRemaining());
        assertEquals(
                List.of(new Part(".data", 7780), new Part(".bss", 2440)),
                memory(report, "DRAM").parts());
    }

    @Test
    void namesAMemoryThatOverflows() {
        SizeReport report = SizeReader.read("""
                Total sizes:
                Used static IRAM:   80012 bytes ( 281988 remain, 22.1% used)
                      .text size:   78985 bytes
                   .vectors size:    1027 bytes
                Used stat D/IRAM:  180500 bytes (  -7572 remain, 104.4% used) Overflow detected!
                      .data size:   20500 bytes
                      .bss  size:  160000 bytes
                Used Flash size :  900400 bytes
                      .text     :  700400 bytes
                """);

        assertEquals(7_572L, memory(report, "D/IRAM").overflow());
        assertEquals(0L, memory(report, "D/IRAM").free());
        assertEquals(172_928L, memory(report, "D/IRAM").total());
        assertEquals(281_988L, memory(report, "IRAM").free());
        assertEquals(260_512, report.ramUsed());
        assertNull(report.ramRemaining());
    }

    /// The first table is what esp-idf-size 2 prints; the others are the same where the terminal has no such characters
    /// and where a build service puts the time before each line.
    @ParameterizedTest
    @ValueSource(strings = {"", "2026-11-02T10:11:12.345Z ", "  | "})
    void readsTheTableWithoutTotalsOfFlash(String prefix) {
        String table = """
                ┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━┳━━━━━━━━━━┳━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
                ┃ Memory Type/Section ┃ Used [bytes] ┃ Used [%] ┃ Remain [bytes] ┃ Total [bytes] ┃
                ┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━╇━━━━━━━━━━╇━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
                │ Flash               │        91002 │          │                │               │
                │    .text            │        81770 │          │                │               │
                │ DIRAM               │        50371 │    11.14 │         401741 │        452112 │
                │    .text            │        41514 │     9.18 │                │               │
                │ HP core RAM         │           66 │     0.81 │           8126 │          8192 │
                │ LP RAM              │           24 │     0.07 │          32744 │         32768 │
                └─────────────────────┴──────────────┴──────────┴────────────────┴───────────────┘
                """;
        String plain =
                table.replaceAll("[┏┓┡┩└┘┳╇┴]", "+").replaceAll("[━─]", "-").replaceAll("[┃│]", "|");
        for (String form : List.of(table, plain)) {
            SizeReport report = SizeReader.read(form.replaceAll("(?m)^", prefix.contains("|") ? "" : prefix));

            assertEquals(50_371, report.ramUsed(), "without the memories of the cores and of low power");
            assertEquals(401_741L, report.ramRemaining());
            assertNull(memory(report, "Flash").free());
            assertEquals(
                    List.of(new Part(".text", 81_770)), memory(report, "Flash").parts());
        }
    }

    @Test
    void readsAFlashTotalOfZeroAsUnknown() {
        SizeReport report = SizeReader.read("""
                {"version": "1.2", "layout": [
                  {"name": "Flash", "total": 0, "used": 114558, "free": 0, "parts": {".text": {"size": 81770}}},
                  {"name": "DIRAM", "total": 576464, "used": 580000, "free": -3536, "parts": {".bss": {"size": 9}}},
                  {"name": "LP RAM", "total": 0, "used": 24, "free": 0, "parts": {}}]}
                """);

        assertNull(memory(report, "Flash").total());
        assertNull(memory(report, "LP RAM").free(), "a total of 0 is no total");
        assertEquals(3_536L, memory(report, "DIRAM").overflow());
        assertNull(report.ramRemaining());
    }

    @Test
    void readsTheTextOfVersionFour() {
        SizeReport report = SizeReader.read("""
                Total sizes:
                 DRAM .data size:   11156 bytes
                 DRAM .bss  size:   22304 bytes
                Used static DRAM:   33460 bytes ( 294220 available, 10.2% used)
                Used static IRAM:   80480 bytes (  50592 available, 61.4% used)
                      Flash code:  421463 bytes
                    Flash rodata:  103824 bytes
                Total image size:~ 616923 bytes (.bin may be padded larger)
                Per-archive contributions to ELF file:
                            Archive File DRAM .data & .bss   IRAM Flash code & rodata   Total
                             liblwip.a         14   3751      0      66978    13936   84679
                               libc.a        364      8   5975      63635     3889   73871
                """);

        assertEquals(616_923, report.flashUsed());
        assertEquals(294_220 + 50_592, report.ramRemaining());
        assertEquals(421_463, memory(report, "Flash Code").used());
        assertEquals(
                List.of(
                        new Share(
                                "liblwip.a",
                                84_679,
                                Map.of("DRAM", 3_765L, "Flash Code", 66_978L, "Flash Data", 13_936L)),
                        new Share(
                                "libc.a",
                                73_871,
                                Map.of("DRAM", 372L, "IRAM", 5_975L, "Flash Code", 63_635L, "Flash Data", 3_889L))),
                report.components());
    }

    @Test
    void readsTheTableOfVersionFive() {
        SizeReport report = SizeReader.read("""
                Per-archive contributions to ELF file:
                            Archive File DRAM .data & .bss IRAM0 .text & .vectors ram_st_total Flash .text & .rodata & .appdesc flash_total
                           libesp_wifi.a       1015   7306        5918         27        14266      113224     18223          0      138407
                     libesp_app_format.a        100     60           0          0          160       62000     24000        256       86416
                """);

        assertEquals(
                Map.of("DRAM", 8_321L, "IRAM", 5_945L, "Flash Code", 113_224L, "Flash Data", 18_223L),
                report.components().getFirst().memories());
        assertEquals(24_256L, report.components().getLast().memories().get("Flash Data"));
        assertEquals(86_416, report.components().getLast().size());
    }

    @Test
    void readsPlatformIo() {
        SizeReport report = SizeReader.read("""
                Checking size .pio/build/esp32dev/firmware.elf
                Advanced Memory Usage is available via "PlatformIO Home > Project Inspect"
                RAM:   [=         ]  12.3% (used 40305 bytes from 327680 bytes)
                Flash: [========= ]  94.8% (used 1242517 bytes from 1310720 bytes)
                Building .pio/build/esp32dev/firmware.bin
                """);

        assertEquals(1_242_517, report.flashUsed());
        assertEquals(1_310_720L, report.partitionSize());
        assertEquals(68_203L, report.flashRemaining());
        assertEquals(40_305, report.ramUsed());
        assertEquals(287_375L, report.ramRemaining());
        assertEquals(327_680L, memory(report, "RAM").total());
    }

    @Test
    void readsPlatformIoOfAProgramThatIsTooLarge() {
        SizeReport report = SizeReader.read("""
                RAM:   [==========]  101.0% (used 330957 bytes from 327680 bytes)
                Flash: [==========]  108.4% (used 1420820 bytes from 1310720 bytes)
                """);

        assertEquals(110_100L, report.flashOverflow());
        assertNull(report.flashRemaining());
        assertEquals(3_277L, memory(report, "RAM").overflow());
        assertNull(report.ramRemaining());
    }

    @Test
    void readsArduino() {
        SizeReport report = SizeReader.read("""
                Sketch uses 237445 bytes (18%) of program storage space. Maximum is 1310720 bytes.
                Global variables use 15388 bytes (4%) of dynamic memory, leaving 312292 bytes for local variables. Maximum is 327680 bytes.
                """);

        assertEquals(237_445, report.flashUsed());
        assertEquals(1_310_720L - 237_445, report.flashRemaining());
        assertEquals(15_388, report.ramUsed());
        assertEquals(312_292L, report.ramRemaining());
    }

    /// The figures tell which sentence it is.
    @ParameterizedTest
    @ValueSource(strings = {"""
                Der Sketch verwendet 234567 Bytes (17%) des Programmspeicherplatzes. Das Maximum sind 1310720 Bytes.
                Globale Variablen verwenden 15288 Bytes (4%) des dynamischen Speichers, 312392 Bytes für lokale Variablen verbleiben. Das Maximum sind 327680 Bytes.
                """, """
                项目使用了 234567 字节，占用了 (17%) 程序存储空间。最大为 1310720 字节。
                全局变量使用了15288字节，(4%)的动态内存，余留312392字节局部变量。最大为327680字节。
                """, """
                Le croquis utilise 234567 octets (17%) de l'espace de stockage de programmes. Le maximum est de 1310720 octets.
                Les variables globales utilisent 15288 octets (4%) de mémoire dynamique, ce qui laisse 312392 octets pour les variables locales. Le maximum est de 327680 octets.
                """})
    void readsArduinoInOtherLanguages(String text) {
        SizeReport report = SizeReader.read(text);

        assertEquals(234_567, report.flashUsed());
        assertEquals(1_310_720L, report.partitionSize());
        assertEquals(15_288, report.ramUsed());
        assertEquals(312_392L, report.ramRemaining());
    }

    @Test
    void takesNoSharesOfOtherThingsForSizes() {
        assertThrows(FirmwareException.class, () -> SizeReader.read("downloaded 4096 bytes (50%) of 9000 bytes"));
    }

    @Test
    void readsTheTableOfBinutils() {
        SizeReport report = SizeReader.read("""
                   text\t   data\t    bss\t    dec\t    hex\tfilename
                   1020\t    300\t   4000\t   5320\t   14c8\tbuild/app.elf
                """);

        assertEquals(1_320, report.flashUsed());
        assertEquals(4_300, report.ramUsed());
    }

    @Test
    void refusesTextWithoutSizes() {
        assertEquals(
                "no_sizes_found",
                assertThrows(FirmwareException.class, () -> SizeReader.read("{\n  \"a\": 1\n}\nninja: no work to do."))
                        .code());
    }

    private static Memory memory(SizeReport report, String name) {
        return Objects.requireNonNull(report.memories().stream()
                .filter(memory -> memory.name().equals(name))
                .findFirst()
                .orElse(null));
    }
}
