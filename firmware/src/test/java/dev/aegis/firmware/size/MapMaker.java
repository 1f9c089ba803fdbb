package dev.aegis.firmware.size;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes a linker map from what `idf.py size --format raw` says of a program, laid out by ESP-IDF's
/// linker scripts for the chip, with the sections that only skip addresses or pad.
final class MapMaker {
    private static final String HEAD = """
            Memory Configuration

            Name             Origin             Length             Attributes
            iram0_0_seg      0x40380000         0x0004e710         xr
            iram0_2_seg      0x42000020         0x007fffe0         xr
            dram0_0_seg      0x3fc80000         0x0004e710         rw
            drom0_0_seg      0x3c000020         0x007fffe0         r
            rtc_iram_seg     0x50000000         0x00001fe8         xrw
            rtc_reserved_seg 0x50001fe8         0x00000018         rw
            *default*        0x00000000         0xffffffff

            Linker script and memory map

            LOAD esp-idf/main/libmain.a
            """;
    private static final Map<String, Long> ADDRESSES = Map.of(
            ".iram0.text", 0x40380000L,
            ".dram0.data", 0x3fc8b400L,
            ".dram0.bss", 0x3fc8d000L,
            ".flash.text", 0x42000020L,
            ".flash.appdesc", 0x3c020020L,
            ".flash.rodata", 0x3c020120L,
            ".rtc_reserved", 0x50001fe8L);

    private MapMaker() {}

    static String esp32c3(String raw) {
        JsonNode root = new JsonMapper().readTree(raw);
        StringBuilder map = new StringBuilder(HEAD);
        map.append(line(".dram0.dummy", 0x3fc80000L, 0xb400, ""));
        map.append(line(".flash_rodata_dummy", 0x3c000020L, 0x20000, ""));
        map.append(line(".iram0.text_end", 0x4038b390L, 112, ""));
        map.append(line(".rtc.text", 0x50000000L, 512, ""));
        for (JsonNode memory : root.path("memory_types").values()) {
            for (Map.Entry<String, JsonNode> section : memory.path("sections").properties()) {
                section(map, section.getKey(), section.getValue());
            }
        }
        return map.append("\nOUTPUT(hello_world.elf elf32-littleriscv)\n").toString();
    }

    private static void section(StringBuilder map, String name, JsonNode section) {
        long address = ADDRESSES.getOrDefault(name, 0L);
        map.append('\n').append(line(name, address, section.path("size").asLong(0), ""));
        long at = address;
        for (Map.Entry<String, JsonNode> archive : section.path("archives").properties()) {
            for (Map.Entry<String, JsonNode> file :
                    archive.getValue().path("object_files").properties()) {
                String from =
                        archive.getKey().equals("(exe)") ? file.getKey() : archive.getKey() + "(" + file.getKey() + ")";
                long size = file.getValue().path("size").asLong(0);
                map.append(line(" .any.of_" + file.getKey(), at, size, " " + from));
                at += size;
            }
        }
    }

    /// A name of sixteen characters or more is on a line of its own.
    private static String line(String name, long address, long size, String behind) {
        String numbers = "0x%08x %10s%s\n".formatted(address, "0x" + Long.toHexString(size), behind);
        return name.length() < 16 ? "%-15s ".formatted(name) + numbers : name + "\n                " + numbers;
    }
}
