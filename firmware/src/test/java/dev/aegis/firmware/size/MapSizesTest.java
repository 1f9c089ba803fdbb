package dev.aegis.firmware.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MapSizesTest {
    /// `hello_world.map` is of starter-idf's example; the figures are those of `size -A` for its ELF
    /// file.
    @Test
    void addsUpTheSectionsOfARealLink() throws IOException {
        SizeReport report = sizes(Sizes.text("maps/hello_world.map"));

        assertEquals(
                Map.of("DRAM", 2_160L + 1_320 + 4 + 144 + 9_376, "Flash Code", 13_568L, "Flash Data", 2_484L),
                report.memories().stream()
                        .filter(memory -> memory.used() > 16)
                        .collect(Collectors.toMap(Memory::name, Memory::used)));
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
        assertEquals(tool.ramUsed(), report.ramUsed());
        assertEquals(tool.ramRemaining(), report.ramRemaining());
        assertEquals(
                tool.memories().stream().map(Memory::name).collect(Collectors.toSet()),
                report.memories().stream().map(Memory::name).collect(Collectors.toSet()));
        for (Memory memory : tool.memories()) {
            Memory ours = report.memories().stream()
                    .filter(other -> other.name().equals(memory.name()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(memory.used(), ours.used(), memory.name());
            assertEquals(memory.total(), ours.total(), memory.name());
            assertEquals(new HashSet<>(memory.parts()), new HashSet<>(ours.parts()), memory.name());
        }
        assertEquals(tool.components(), report.components());
        assertEquals(
                tool.files().stream().mapToLong(Share::size).sum(),
                report.files().stream().mapToLong(Share::size).sum());
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
                        new Memory("IRAM", 0x403, 0x20000L - 0x403, 0x20000L, List.of(new Part(".vectors", 0x403))),
                        new Memory("DRAM", 0x1000, 0x2c200L - 0x1000, 0x2c200L, List.of(new Part(".bss", 0x1000))),
                        new Memory("RTC FAST", 0x10, 0x2000L - 0x10, 0x2000L, List.of(new Part(".text", 0x10)))),
                report.memories());
        assertEquals(0x403 + 0x10, report.flashUsed());
        assertEquals(
                List.of("(exe)", "libxtensa.a", "libmain.a"),
                report.components().stream().map(Share::name).toList());
    }

    private static SizeReport sizes(String map) throws IOException {
        return LinkMap.read(new ByteArrayInputStream(map.getBytes(StandardCharsets.UTF_8)))
                .sizes(null);
    }

    /// The tool breaks its lines inside of names.
    private static String json(String printed) {
        return printed.substring(printed.indexOf("\n{") + 1).replaceAll("\n(?! |\\})(?!\\{)", "");
    }
}
