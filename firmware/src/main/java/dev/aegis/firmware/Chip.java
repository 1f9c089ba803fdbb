package dev.aegis.firmware;

import java.util.Arrays;
import java.util.Optional;

/// The supported chips, with the number in an image's header and the family as browser flashers write it.
public enum Chip {
    ESP32("esp32", "ESP32", 0x0000, 0x1000),
    ESP32S2("esp32s2", "ESP32-S2", 0x0002, 0x1000),
    ESP32C3("esp32c3", "ESP32-C3", 0x0005, 0),
    ESP32S3("esp32s3", "ESP32-S3", 0x0009, 0),
    ESP32C2("esp32c2", "ESP32-C2", 0x000c, 0),
    ESP32C6("esp32c6", "ESP32-C6", 0x000d, 0),
    ESP32H2("esp32h2", "ESP32-H2", 0x0010, 0),
    ESP32P4("esp32p4", "ESP32-P4", 0x0012, 0x2000),
    ESP32C61("esp32c61", "ESP32-C61", 0x0014, 0),
    ESP32C5("esp32c5", "ESP32-C5", 0x0017, 0x2000),
    ESP32H21("esp32h21", "ESP32-H21", 0x0019, 0),
    ESP32H4("esp32h4", "ESP32-H4", 0x001c, 0x2000);

    private final String target;
    private final String family;
    private final int imageId;
    private final long bootloaderOffset;

    Chip(String target, String family, int imageId, long bootloaderOffset) {
        this.target = target;
        this.family = family;
        this.imageId = imageId;
        this.bootloaderOffset = bootloaderOffset;
    }

    /// Returns the name in `idf.py set-target`.
    public String target() {
        return target;
    }

    /// Returns the name in the `chipFamily` of esp-web-tools.
    public String family() {
        return family;
    }

    /// Returns the chip id in the header of an image.
    public int imageId() {
        return imageId;
    }

    /// Returns the offset in flash at which the ROM expects the bootloader.
    public long bootloaderOffset() {
        return bootloaderOffset;
    }

    public static Optional<Chip> ofTarget(String target) {
        return Arrays.stream(values())
                .filter(chip -> chip.target.equals(target))
                .findFirst();
    }

    public static Optional<Chip> ofImageId(int id) {
        return Arrays.stream(values()).filter(chip -> chip.imageId == id).findFirst();
    }
}
