package dev.aegis.firmware.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Part;
import dev.aegis.firmware.size.SizeReport.Share;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapSizesTest {
    /// `hello_world.map` is of starter-idf's example; the figures are those of `size -A` for its ELF
    /// file.
    @Test
    void addsUpTheSectionsOfARealLink() throws IOException {
        SizeReport report = sizes(Sizes.text("maps/hello_world.map"));

        assertEquals(
                Map.of("DRAM", 2_160L + 1_320 + 4 + 144 + 9_376, "Flash Code", 13_568L, "Flash Data", 2_484L),
                report.memories().stream().collect(Collectors.toMap(Memory::name, Memory::used)));
        assertEquals(2_160 + 1_320 + 4 + 13_568 + 2_484, report.flashUsed());
        assertEquals(0x4e710 - report.ramUsed(), report.ramRemaining());
        assertNull(report.flashRemaining());
        Share system = report.components().stream()
                .filter(share -> share.name().equals("libesp_system.a"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                Set.of("DRAM", "Flash Code", "Flash Data"), system.memories().keySet());
    }

    @Test
    void saysWhatTheToolOfEspIdfSays() throws IOException {
        String printed = Sizes.text("idf-logs/size/c3-size_format_raw.log");
        SizeReport tool = SizeReader.read(printed);

        SizeReport report = sizes(MapMaker.esp32c3(json(printed)));

        assertEquals(tool.flashUsed(), report.flashUsed());
        assertEquals(54_664, report.ramUsed(), "without the padding after the code, which is in no component");
        assertEquals(321_296 - 54_664, report.ramRemaining());
        assertEquals(
                Map.of("DRAM", 54_664L, "Flash Code", 74_504L, "Flash Data", 34_692L, "RTC SLOW", 24L), used(report));
        for (Memory memory : tool.memories()) {
            Memory ours = report.memories().stream()
                    .filter(other -> other.name().equals(memory.name()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(memory.total(), ours.total(), memory.name());
            assertEquals(new HashSet<>(memory.parts()), new HashSet<>(ours.parts()), memory.name());
        }
        assertEquals(
                tool.components(),
                report.components().stream()
                        .filter(share -> !share.name().equals("(fill)"))
                        .toList());
        assertAddsUp(report);
    }

    /// Chips of the newer kind reach code and constants through one window.
    @Test
    void tellsCodeFromConstantsWhereTheyShareAWindow() throws IOException {
        SizeReport report = sizes("""
                Memory Configuration
                irom_seg         0x42000020         0x00ffffe0         xr
                sram_seg         0x40800000         0x0006e610         xrw
                drom_seg         0x42000020         0x00ffffe0         r
                Linker script and memory map
                .iram0.text     0x40800000       0x20
                 .iram1.0       0x40800000       0x20 esp-idf/a/liba.a(a.c.obj)
                .flash.text     0x42000020      0x100
                 .text.f        0x42000020      0x100 esp-idf/a/liba.a(a.c.obj)
                .flash.rodata   0x42010020       0x30
                 .rodata.x      0x42010020       0x30 esp-idf/a/liba.a(a.c.obj)
                """);

        assertEquals(
                Map.of("DRAM", 32L, "Flash Code", 256L, "Flash Data", 48L),
                report.components().getFirst().memories());
        assertNull(report.memories().getFirst().total(), "the window to the flash is no size of a flash");
        assertEquals(0x6e610 - 32, report.ramRemaining());
    }

    /// The first ESP32 has memory that only instructions, and memory that only data is read from.
    @Test
    void keepsTwoKindsOfRamApart() throws IOException {
        SizeReport report = sizes("""
                Memory Configuration
                iram0_0_seg      0x40080000         0x00020000         xr
                dram0_0_seg      0x3ffb0000         0x0002c200         rw
                rtc_iram_seg     0x400c0000         0x00002000         xrw
                rtc_data_seg     0x3ff80000         0x00002000         rw
                Linker script and memory map
                .iram0.vectors  0x40080000      0x403
                 .vectors       0x40080000      0x403 esp-idf/xtensa/libxtensa.a(v.S.obj)
                .dram0.bss      0x3ffb0000     0x1000
                 .bss.x         0x3ffb0000     0x1000 CMakeFiles/x.elf.dir/x.c.obj
                .rtc.text       0x400c0000       0x10
                 .rtc.text      0x400c0000       0x10 esp-idf/main/libmain.a(m.c.obj)
                """);

        assertEquals(
                List.of(
                        Memory.of("IRAM", 0x403, 0x20000L, List.of(new Part(".vectors", 0x403))),
                        Memory.of("DRAM", 0x1000, 0x2c200L, List.of(new Part(".bss", 0x1000))),
                        Memory.of("RTC FAST", 0x10, 0x2000L, List.of(new Part(".text", 0x10)))),
                report.memories());
        assertEquals(0x403 + 0x10, report.flashUsed());
        assertEquals(
                List.of("(exe)", "libxtensa.a", "libmain.a"),
                report.components().stream().map(Share::name).toList());
    }

    /// binutils from 2.41 on list each section of strings with its size before equal strings were merged.
    @Test
    void countsMergedStringsOnce() throws IOException {
        SizeReport report = sizes("""
                Memory Configuration
                iram0_2_seg      0x42000020         0x007fffe0         xr
                drom0_0_seg      0x3c000020         0x007fffe0         r
                Linker script and memory map
                .flash.rodata   0x3c026500      0x730
                 .rodata.first.str1.4
                                0x3c026500        0x4 esp-idf/esp_system/libesp_system.a(cpu_start.c.obj)
                 .rodata.esp_panic_handler.str1.4
                                0x3c026504       0x86 esp-idf/esp_system/libesp_system.a(panic.c.obj)
                 .rodata.do_system_init_fn.str1.4
                                0x3c026504       0x51 esp-idf/esp_system/libesp_system.a(startup.c.obj)
                 .srodata.g_startup_fn
                                0x3c026504        0x4 esp-idf/esp_system/libesp_system.a(startup.c.obj)
                                0x3c026504                g_startup_fn
                 .srodata.esp_unknown_msg
                                0x3c026508        0x6 esp-idf/esp_common/libesp_common.a(esp_err_to_name.c.obj)
                 .rodata.str1.4
                                0x3c02650e     0x17ee esp-idf/esp_common/libesp_common.a(esp_err_to_name.c.obj)
                 *fill*         0x3c02650e        0x2
                 .rodata.esp_err_msg_table
                                0x3c026510      0x6c8 esp-idf/esp_common/libesp_common.a(esp_err_to_name.c.obj)
                 .rodata.s_log_level_get_and_unlock.str1.4
                                0x3c026bd8       0x67 esp-idf/log/liblog.a(log.c.obj)
                 .rodata.__func__.0
                                0x3c026bd8       0x15 esp-idf/log/liblog.a(log.c.obj)
                 *fill*         0x3c026bed        0x3
                 .rodata.tail.str1.1
                                0x3c026bf0       0x90 esp-idf/main/libmain.a(main.c.obj)
                """);

        assertEquals(
                Map.of(
                        "libesp_common.a",
                        0x6c8L + 6,
                        "libmain.a",
                        0x40L,
                        "liblog.a",
                        0x15L,
                        "libesp_system.a",
                        8L,
                        "(fill)",
                        5L),
                report.components().stream().collect(Collectors.toMap(Share::name, Share::size)));
        assertAddsUp(report);
    }

    /// On the ESP32-S3 the first part of the RAM is reached by the instruction bus only; code may go on behind it.
    @Test
    void dividesCodeThatGoesOnIntoSharedRam() throws IOException {
        SizeReport report = sizes("""
                Memory Configuration
                iram0_0_seg      0x40374000         0x00057700         xr
                dram0_0_seg      0x3fc88000         0x00053700         rw
                extern_ram_seg   0x3c000020         0x01ffffe0         xrw
                drom0_0_seg      0x3c000020         0x01ffffe0         r
                Linker script and memory map
                .iram0.text     0x40374000     0x5000
                 .iram1.0       0x40374000     0x3ff0 esp-idf/a/liba.a(a.c.obj)
                 .iram1.1       0x40377ff0       0x30 esp-idf/b/libb.a(b.c.obj)
                 .iram1.2       0x40378020      0xfe0 esp-idf/a/liba.a(c.c.obj)
                .dram0.dummy    0x3fc88000     0x1000
                 *fill*         0x3fc88000     0x1000
                .dram0.bss      0x3fc89000      0x100
                 .bss.x         0x3fc89000      0x100 esp-idf/a/liba.a(a.c.obj)
                .ext_ram.bss    0x3c000020      0x200
                 .ext_ram.bss.y
                                0x3c000020      0x200 esp-idf/b/libb.a(b.c.obj)
                """);

        assertEquals(Map.of("IRAM", 0x4000L, "DRAM", 0x1100L, "PSRAM", 0x200L), used(report));
        assertEquals(
                Map.of("IRAM", 0x10L, "DRAM", 0x20L, "PSRAM", 0x200L),
                report.components().getLast().memories());
        assertEquals(0x53700L - 0x1100, report.ramRemaining());
        assertAddsUp(report);
    }

    @Test
    void namesAMemoryThatHasMoreContentThanRoom() throws IOException {
        SizeReport report = sizes("""
                Memory Configuration
                iram0_0_seg      0x40080000         0x00020000         xr
                dram0_0_seg      0x3ffb0000         0x0002c200         rw
                Linker script and memory map
                .iram0.text     0x40080000      0x100
                 .iram1.0       0x40080000      0x100 esp-idf/a/liba.a(a.c.obj)
                .dram0.bss      0x3ffb0000    0x2d000
                 .bss.x         0x3ffb0000    0x2d000 esp-idf/a/liba.a(a.c.obj)
                .noinit         0x3ffdd000       0x10
                 .noinit        0x3ffdd000       0x10 esp-idf/a/liba.a(a.c.obj)
                """);

        Memory dram = report.overflows().getFirst();
        assertEquals("DRAM", dram.name());
        assertEquals(0x2d010L - 0x2c200, dram.overflow());
        assertEquals(0L, dram.free());
        assertNull(report.ramRemaining(), "the IRAM that is left cannot take what does not fit into DRAM");
        assertAddsUp(report);
    }

    @ParameterizedTest
    @ValueSource(strings = {"maps/hello_world.map", "maps/ram_overflow.map"})
    void componentsAndFilesAddUpToTheirMemories(String map) throws IOException {
        assertAddsUp(sizes(Sizes.text(map)));
    }

    private static void assertAddsUp(SizeReport report) {
        for (List<Share> shares : List.of(report.components(), report.files())) {
            Map<String, Long> sums = new TreeMap<>();
            for (Share share : shares) {
                assertTrue(share.size() > 0, share.name());
                share.memories().forEach((memory, size) -> sums.merge(memory, size, Long::sum));
            }
            assertEquals(new TreeMap<>(used(report)), sums);
        }
    }

    private static Map<String, Long> used(SizeReport report) {
        return report.memories().stream().collect(Collectors.toMap(Memory::name, Memory::used));
    }

    private static SizeReport sizes(String map) throws IOException {
        return LinkMap.read(new ByteArrayInputStream(map.getBytes(StandardCharsets.UTF_8)))
                .sizes();
    }

    /// The tool breaks its lines inside of names.
    private static String json(String printed) {
        return printed.substring(printed.indexOf("\n{") + 1).replaceAll("\n(?! |\\})(?!\\{)", "");
    }
}
