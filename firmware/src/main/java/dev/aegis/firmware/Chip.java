package dev.aegis.firmware;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The chips that ESP-IDF 6.1 builds for, with the number in an image's header and the family as browser flashers write
/// it. The only list of chips in espctl.
///
/// The offset of the bootloader is fixed in the ROM of each chip. It is `ESP_ROM_BOOTLOADER_OFFSET_FLASH` in ESP-IDF's
/// `components/esp_rom` and `BOOTLOADER_FLASH_OFFSET` in esptool, which agree. The chips with 0x2000 reserve the first
/// two sectors for the key manager's flash encryption; of the previews these are the esp32h4 and the esp32s31.
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
    ESP32H21("esp32h21", "ESP32-H21", 0x0019, 0, State.PREVIEW),
    ESP32H4("esp32h4", "ESP32-H4", 0x001c, 0x2000, State.PREVIEW),
    ESP32S31("esp32s31", "ESP32-S31", 0x0020, 0x2000, State.PREVIEW);

    /// The support of a chip in ESP-IDF 6.1.
    public enum State {
        SUPPORTED,
        /// Support is incomplete, and `idf.py` asks for `--preview`.
        PREVIEW;

        /// Returns the name in answers.
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String target;
    private final String family;
    private final int imageId;
    private final long bootloaderOffset;
    private final State state;

    Chip(String target, String family, int imageId, long bootloaderOffset) {
        this(target, family, imageId, bootloaderOffset, State.SUPPORTED);
    }

    Chip(String target, String family, int imageId, long bootloaderOffset, State state) {
        this.target = target;
        this.family = family;
        this.imageId = imageId;
        this.bootloaderOffset = bootloaderOffset;
        this.state = state;
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

    public State state() {
        return state;
    }

    public boolean isPreview() {
        return state == State.PREVIEW;
    }

    /// Returns the names in `idf.py set-target` of all chips in this state, in alphabetical order.
    public static List<String> targets(State state) {
        return Arrays.stream(values())
                .filter(chip -> chip.state == state)
                .map(Chip::target)
                .sorted()
                .toList();
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
