package dev.aegis.firmware.image;

import dev.aegis.firmware.Chip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a program may live on a chip, as ESP-IDF's second-stage bootloader sees it: windows that show
/// flash through the cache, and RAM that it copies into.
///
/// @param windows that show flash; two where code and data have a bus each, one where they share it
/// @param ram everything that the bootloader loads into
/// @param pageSizes that the cache can be set to, the usual one first
record MemoryMap(List<Range> windows, List<Range> ram, List<Integer> pageSizes) {
    private static final int KIB = 1024;
    private static final List<Integer> FIXED = List.of(64 * KIB);
    private static final List<Integer> CHOICE = List.of(64 * KIB, 32 * KIB, 16 * KIB, 8 * KIB);

    MemoryMap {
        windows = List.copyOf(windows);
        ram = List.copyOf(ram);
        pageSizes = List.copyOf(pageSizes);
    }

    /// @param high the first address behind it
    record Range(long low, long high) {
        boolean holds(long address, long size) {
            return address >= low && size <= high - address;
        }
    }

    static MemoryMap of(Chip chip) {
        return switch (chip) {
            case ESP32 -> esp32();
            case ESP32S2 -> esp32s2();
            case ESP32S3 -> esp32s3();
            case ESP32C2 ->
                split(0x3c000000L, 0x3c400000L, 0x42000000L, 0x42400000L, CHOICE.subList(0, 3))
                        .with(0x3fca0000L, 0x3fce0000L)
                        .with(0x4037c000L, 0x403c0000L);
            case ESP32C3 ->
                split(0x3c000000L, 0x3c800000L, 0x42000000L, 0x42800000L, FIXED)
                        .with(0x3fc80000L, 0x3fce0000L)
                        .with(0x4037c000L, 0x403e0000L)
                        .with(0x50000000L, 0x50002000L);
            case ESP32C5 ->
                shared(0x42000000L, 0x44000000L, FIXED)
                        .with(0x40800000L, 0x40860000L)
                        .with(0x50000000L, 0x50004000L);
            case ESP32C6 ->
                shared(0x42000000L, 0x43000000L, CHOICE)
                        .with(0x40800000L, 0x40880000L)
                        .with(0x50000000L, 0x50004000L);
            case ESP32C61 -> shared(0x42000000L, 0x44000000L, CHOICE).with(0x40800000L, 0x40850000L);
            case ESP32H2, ESP32H21 ->
                shared(0x42000000L, 0x43000000L, CHOICE)
                        .with(0x40800000L, 0x40850000L)
                        .with(0x50000000L, 0x50001000L);
            case ESP32H4 ->
                shared(0x42000000L, 0x44000000L, CHOICE)
                        .with(0x40810000L, 0x40860000L)
                        .with(0x50000000L, 0x50004000L);
            case ESP32S31 ->
                shared(0x40000000L, 0x54000000L, FIXED)
                        .with(0x2f000000L, 0x2f080000L)
                        .with(0x2e000000L, 0x2e008000L);
            case ESP32P4 ->
                shared(0x40000000L, 0x44000000L, FIXED)
                        .with(0x4ff00000L, 0x4ffc0000L)
                        .with(0x30100000L, 0x30102000L)
                        .with(0x50108000L, 0x50110000L);
        };
    }

    private static MemoryMap esp32() {
        return split(0x3f400000L, 0x3f800000L, 0x400d0000L, 0x40400000L, FIXED)
                .with(0x3ffae000L, 0x40000000L)
                .with(0x40080000L, 0x400c0000L)
                .with(0x3ff80000L, 0x3ff82000L)
                .with(0x400c0000L, 0x400c2000L)
                .with(0x50000000L, 0x50002000L);
    }

    private static MemoryMap esp32s2() {
        return split(0x3f000000L, 0x3f500000L, 0x40080000L, 0x40800000L, FIXED)
                .with(0x3ffb0000L, 0x40000000L)
                .with(0x40020000L, 0x40070000L)
                .with(0x3ff9e000L, 0x3ffa0000L)
                .with(0x40070000L, 0x40072000L)
                .with(0x50000000L, 0x50002000L);
    }

    private static MemoryMap esp32s3() {
        return split(0x3c000000L, 0x3e000000L, 0x42000000L, 0x44000000L, FIXED)
                .with(0x3fc88000L, 0x3fd00000L)
                .with(0x40370000L, 0x403e0000L)
                .with(0x600fe000L, 0x60100000L)
                .with(0x50000000L, 0x50002000L);
    }

    /// The window that shows all of it.
    Optional<Range> window(long address, long size) {
        return windows.stream().filter(range -> range.holds(address, size)).findFirst();
    }

    boolean inRam(long address, long size) {
        return ram.stream().anyMatch(range -> range.holds(address, size));
    }

    /// Whether one window shows both code and data.
    boolean isShared() {
        return windows.size() == 1;
    }

    /// How many blocks of a window the bootloader maps: one for each bus.
    int mappedPerWindow() {
        return isShared() ? 2 : 1;
    }

    boolean hasChoiceOfPages() {
        return pageSizes.size() > 1;
    }

    private static MemoryMap split(long dataLow, long dataHigh, long codeLow, long codeHigh, List<Integer> pages) {
        return new MemoryMap(List.of(new Range(dataLow, dataHigh), new Range(codeLow, codeHigh)), List.of(), pages);
    }

    private static MemoryMap shared(long low, long high, List<Integer> pages) {
        return new MemoryMap(List.of(new Range(low, high)), List.of(), pages);
    }

    private MemoryMap with(long low, long high) {
        List<Range> more = new ArrayList<>(ram);
        more.add(new Range(low, high));
        return new MemoryMap(windows, more, pageSizes);
    }
}
