package dev.aegis.firmware.partitions;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The words for types, subtypes and flags in a partition table, as ESP-IDF's tool knows them.
final class PartitionNames {
    static final int APP = 0;
    static final int DATA = 1;
    static final int BOOTLOADER = 2;
    static final int TABLE = 3;
    static final int OTA_DATA = 0;
    static final int UNDEFINED = 6;
    static final Map<String, Integer> TYPES =
            Map.of("app", APP, "data", DATA, "bootloader", BOOTLOADER, "partition_table", TABLE);
    static final Map<String, Integer> FLAGS = new TreeMap<>(Map.of("encrypted", 1, "readonly", 2));
    private static final int FIRST_OTA = 0x10;
    private static final int MOST_OTA = 16;
    private static final Map<String, Integer> APPS = apps();
    private static final Map<String, Integer> DATA_SUBTYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("ota", OTA_DATA),
            Map.entry("phy", 1),
            Map.entry("nvs", 2),
            Map.entry("coredump", 3),
            Map.entry("nvs_keys", 4),
            Map.entry("efuse", 5),
            Map.entry("undefined", UNDEFINED),
            Map.entry("esphttpd", 0x80),
            Map.entry("fat", 0x81),
            Map.entry("spiffs", 0x82),
            Map.entry("littlefs", 0x83),
            Map.entry("tee_ota", 0x90)));

    private PartitionNames() {}

    static Map<String, Integer> subtypes(int type) {
        return switch (type) {
            case APP -> APPS;
            case DATA -> DATA_SUBTYPES;
            case BOOTLOADER -> Map.of("primary", 0, "ota", 1, "recovery", 2);
            case TABLE -> Map.of("primary", 0, "ota", 1);
            default -> Map.of();
        };
    }

    static boolean isOta(Partition partition) {
        return partition.isApp() && partition.subtype() >= FIRST_OTA && partition.subtype() < FIRST_OTA + MOST_OTA;
    }

    /// Returns the word for a number, or the number as ESP-IDF reads it.
    static String word(Map<String, Integer> words, int number) {
        return words.entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(String.format(Locale.ROOT, "0x%x", number));
    }

    private static Map<String, Integer> apps() {
        Map<String, Integer> apps = new TreeMap<>(Map.of("factory", 0, "test", 0x20, "tee_0", 0x30, "tee_1", 0x31));
        for (int i = 0; i < MOST_OTA; i++) {
            apps.put("ota_" + i, FIRST_OTA + i);
        }
        return apps;
    }
}
