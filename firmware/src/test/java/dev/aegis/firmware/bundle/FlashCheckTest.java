package dev.aegis.firmware.bundle;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aegis.firmware.Chip;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.Sha256;
import dev.aegis.firmware.bundle.FlashManifest.Part;
import dev.aegis.firmware.elf.ElfFile;
import dev.aegis.firmware.image.AppDescriptor;
import dev.aegis.firmware.image.ImageReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The three files that starter-idf made of a small program for an esp32c3, and what may be wrong with them.
class FlashCheckTest {
    private final Map<String, Long> offsets = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();

    @BeforeEach
    void build() throws IOException {
        put("bootloader.bin", 0);
        put("partition-table.bin", 0x8000);
        put("crash.bin", 0x10000);
    }

    @Test
    void acceptsARealBuild() {
        assertDoesNotThrow(() -> FlashCheck.check(bundle("esp32c3", "2MB")));
    }

    @Test
    void theImageNamesItsElfFile() throws IOException {
        AppDescriptor descriptor =
                Objects.requireNonNull(ImageReader.readFor(resource("/flash/crash.bin.gz"), Chip.ESP32C3)
                        .descriptor());

        assertEquals(ElfFile.read(resource("/crashes/dwarfv5.elf.gz")).sha256(), descriptor.elfSha256());
    }

    @Test
    void refusesAnImageOfAnotherChip() {
        assertRefused(
                "image_for_other_chip",
                "bootloader.bin: the image is for esp32c3, not for esp32c6",
                bundle("esp32c6", "2MB"));
    }

    @Test
    void refusesADamagedImage() {
        Objects.requireNonNull(files.get("crash.bin"))[5000] ^= 1;

        assertRefused("image_checksum_wrong", null, bundle("esp32c3", "2MB"));
    }

    @Test
    void refusesADamagedTable() {
        Objects.requireNonNull(files.get("partition-table.bin"))[8] ^= 0x10;

        assertRefused("partitions_digest_wrong", null, bundle("esp32c3", "2MB"));
    }

    @Test
    void refusesAnApplicationWhereNoPartitionBegins() {
        offsets.put("crash.bin", 0x20000L);

        assertRefused(
                "flash_layout_wrong",
                "the flash layout is wrong: no partition begins at 0x20000, where crash.bin goes",
                bundle("esp32c3", "2MB"));
    }

    @Test
    void refusesWhatIsLargerThanItsPartition() {
        files.put("nvs.bin", new byte[0x6001]);
        offsets.put("nvs.bin", 0x9000L);

        assertRefused(
                "flash_layout_wrong",
                "the flash layout is wrong: nvs.bin has 24577 bytes, 1 too many for the partition 'nvs'",
                bundle("esp32c3", "2MB"));
    }

    @Test
    void refusesAnApplicationThatIsNoImage() {
        files.put("crash.bin", new byte[100]);

        assertRefused("flash_layout_wrong", null, bundle("esp32c3", "2MB"));
    }

    @Test
    void refusesAPartitionBeyondTheFlash() {
        assertRefused(
                "flash_layout_wrong",
                "the flash layout is wrong: partition 'factory' ends at 0x110000, beyond the flash of 1MB",
                bundle("esp32c3", "1MB"));
    }

    /// An esp32p4 has one of two kinds of silicon.
    @Test
    void refusesImagesOfDifferentRevisions() {
        revisions("bootloader.bin", 0, 199);
        revisions("crash.bin", 300, 399);

        assertRefused(
                "images_for_other_revisions",
                "crash.bin runs on chip revision 3.0 to 3.99, the files before it on 0.0 to 1.99; no chip runs both",
                bundle("esp32c3", "2MB"));
    }

    /// Changes the header of an image and its digest.
    private void revisions(String file, int min, int max) {
        byte[] image = Objects.requireNonNull(files.get(file));
        ByteBuffer.wrap(image)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(15, (short) min)
                .putShort(17, (short) max);
        int end = image.length - 32;
        System.arraycopy(Sha256.of(image, end), 0, image, end, 32);
    }

    private static void assertRefused(
            String code, @org.jspecify.annotations.Nullable String message, FlashBundle bundle) {
        FirmwareException refused = assertThrows(FirmwareException.class, () -> FlashCheck.check(bundle));
        assertEquals(code, refused.code());
        if (message != null) {
            assertEquals(message, refused.getMessage());
        }
    }

    private FlashBundle bundle(String chip, String flashSize) {
        List<Part> parts = offsets.entrySet().stream()
                .map(file -> new Part(
                        file.getKey(),
                        file.getValue(),
                        Objects.requireNonNull(files.get(file.getKey())).length,
                        "0".repeat(64)))
                .toList();
        FlasherArgs args = new FlasherArgs(chip, "dio", flashSize, "80m", List.of());
        return new FlashBundle(FlashManifest.of(args, "crash", "1", "v5.3.1", null, parts), files);
    }

    private void put(String name, long offset) throws IOException {
        offsets.put(name, offset);
        files.put(name, resource("/flash/" + name + ".gz"));
    }

    private static byte[] resource(String name) throws IOException {
        try (GZIPInputStream in =
                new GZIPInputStream(Objects.requireNonNull(FlashCheckTest.class.getResourceAsStream(name), name))) {
            return in.readAllBytes();
        }
    }
}
