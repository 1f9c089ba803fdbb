package dev.aegis.firmware.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.size.LinkMap.Contribution;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The map is of a program of starter-idf with a buffer that is larger than the chip's memory.
class LinkMapTest {
    @Test
    void namesWhatIsLargestInARegionThatOverflowed() throws IOException {
        assertEquals(
                List.of(
                        new Contribution(".bss.big", "libmain.a(main.c.obj)", 900_000),
                        new Contribution(".noinit", "libesp_system.a(start.S.obj)", 8192)),
                map(Sizes.text("maps/ram_overflow.map")).largest("dram0_0_seg", 2));
    }

    @Test
    void namesTheLibrariesThatCameIntoTheProgram() throws IOException {
        List<String> libraries = map(Sizes.text("maps/ram_overflow.map")).libraries();

        assertTrue(libraries.containsAll(List.of("libmain.a", "libfreertos.a", "libc.a")));
        assertTrue(
                !libraries.contains("libesp_driver_gpio.a"), "it was given to the linker, but nothing of it is used");
    }

    @Test
    void readsWhateverItIsGiven() throws IOException {
        LinkMap map = map("""
                Memory Configuration
                x 0xffffffffffffffff 0xffffffffffffffff
                Linker script and memory map
                 .a 0x12345678 0xffffffffffffffff f
                 .b
                 0x12345678 0x1
                """);

        assertEquals(List.of(), map.largest("x", 5));
    }

    private static LinkMap map(String text) throws IOException {
        return LinkMap.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
