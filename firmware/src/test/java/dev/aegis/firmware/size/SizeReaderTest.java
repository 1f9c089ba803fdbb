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
        assertEquals(8_192L, memory(report, "RTC SLOW").total());
        assertEquals(
                Map.of(".text", 45_968L, ".data", 4_952L, ".bss", 3_744L),
                memory(report, "DRAM").parts().stream()
                        .collect(java.util.stream.Collectors.toMap(Part::name, Part::size)));
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
