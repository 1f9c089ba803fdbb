package dev.aegis.firmware.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.Chip;
import dev.aegis.firmware.FirmwareException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReaderTest {
    private final byte[] app = ImageMaker.app(Chip.ESP32C3);

    @Test
    void readsEveryFieldOfAnApplication() {
        EspImage image = ImageReader.readFor(app, Chip.ESP32C3);

        assertEquals("dio", image.flashMode());
        assertEquals("2MB", image.flashSize());
        assertEquals(0x40380000L, image.entryPoint());
        assertEquals(2, image.segments().size());
        assertEquals(0x3c000020L, image.segments().getFirst().loadAddress());
        AppDescriptor descriptor = image.descriptor();
        assertTrue(descriptor != null);
        assertEquals("hello_world", descriptor.projectName());
        assertEquals("v5.3.1", descriptor.idfVersion());
        assertEquals("ab".repeat(32), descriptor.elfSha256());
        assertEquals(app.length, image.size());
    }

    @Test
    void acceptsBytesAfterTheImage() {
        EspImage image = ImageReader.read(Arrays.copyOf(app, app.length + 4096));

        assertEquals(app.length, image.size());
    }

    @Test
    void readsAnImageWithoutDescriptorOrDigest() {
        EspImage image = ImageReader.read(ImageMaker.image(Chip.ESP32, false, new byte[100]));

        assertNull(image.descriptor());
        assertNull(image.sha256());
        assertEquals(Chip.ESP32, image.chip().orElseThrow());
    }

    @Test
    void refusesAnImageForAnotherChip() {
        assertCode("image_for_other_chip", () -> ImageReader.readFor(app, Chip.ESP32C6));
    }

    @Test
    void refusesAnotherMagic() {
        app[0] = 0x7f;
        assertCode("image_magic_wrong", () -> ImageReader.read(app));
    }

    @Test
    void refusesAChangedByteByItsChecksum() {
        app[400] ^= 1;
        assertCode("image_checksum_wrong", () -> ImageReader.read(app));
    }

    @Test
    void refusesTwoChangesThatKeepTheChecksumByTheDigest() {
        app[400] ^= 1;
        app[401] ^= 1;
        assertCode("image_digest_wrong", () -> ImageReader.read(app));
    }

    @Test
    void refusesASegmentThatClaimsFourGigabytes() {
        Arrays.fill(app, 28, 32, (byte) 0xff);
        assertCode("image_truncated", () -> ImageReader.read(app));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 23, 24, 31, 200})
    void refusesATruncatedImage(int length) {
        assertThrows(FirmwareException.class, () -> ImageReader.read(Arrays.copyOf(app, length)));
    }

    @Test
    void neverFailsWithAnythingButItsOwnExceptionWhateverByteIsChanged() {
        for (int i = 0; i < app.length; i++) {
            byte[] hostile = app.clone();
            hostile[i] ^= (byte) 0xff;
            assertThrows(FirmwareException.class, () -> ImageReader.read(hostile));
        }
    }

    private static void assertCode(String code, Executable action) {
        assertEquals(code, assertThrows(FirmwareException.class, action).code());
    }
}
