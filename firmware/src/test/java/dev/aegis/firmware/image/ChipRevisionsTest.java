package dev.aegis.firmware.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.Chip;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChipRevisionsTest {
    /// The two kinds of silicon of the esp32p4, the defaults of other chips, and an image that any chip runs.
    @ParameterizedTest
    @CsvSource({
        "ESP32P4, 3, 301, 399, runs on esp32p4 revision 3.1 or later",
        "ESP32P4, 3, 300, 399, runs on esp32p4 revision 3.0 or later",
        "ESP32P4, 1, 100, 199, 'runs on esp32p4 revision 1.0 to 1.99, not on 3.0 or later'",
        "ESP32P4, 0, 0, 199, 'runs on esp32p4 revision 0.0 to 1.99, not on 3.0 or later'",
        "ESP32C3, 3, 3, 199, runs on esp32c3 revision 0.3 or later",
        "ESP32, 0, 0, 399, ''",
        "ESP32S3, 0, 0, 65535, ''",
        "ESP32C6, 0, 0, 0, ''"
    })
    void saysWhichChipsRunIt(Chip chip, int old, int min, int max, String sentence) {
        ChipRevisions revisions = ImageReader.read(image(chip, old, min, max)).revisions();

        assertEquals(sentence, revisions.sentence(chip.target()).orElse(""));
        assertEquals(min, revisions.min());
        assertEquals(revisions, ChipRevisions.of(image(chip, old, min, max)));
    }

    /// Images of ESP-IDF before v4.4 have one byte for it.
    @ParameterizedTest
    @CsvSource({"ESP32, 3, 300", "ESP32C3, 3, 3", "ESP32S3, 1, 100"})
    void readsTheOldField(Chip chip, int old, int min) {
        assertEquals(new ChipRevisions(min, null), ChipRevisions.of(image(chip, old, 0, 0)));
    }

    @Test
    void narrowsToTheRevisionsOfBothImages() {
        ChipRevisions first = new ChipRevisions(0, 199);
        ChipRevisions second = new ChipRevisions(100, 399);

        assertEquals(new ChipRevisions(100, 199), first.and(second));
        assertEquals(new ChipRevisions(100, 399), second.and(ChipRevisions.ANY));
        assertEquals(new ChipRevisions(100, 399), ChipRevisions.ANY.and(second));
        assertTrue(first.and(new ChipRevisions(300, 399)).isEmpty());
    }

    @Test
    void takesNoDemandFromAFileThatIsNoImage() {
        assertEquals(ChipRevisions.ANY, ChipRevisions.of(new byte[100]));
        assertEquals(ChipRevisions.ANY, ChipRevisions.of(new byte[0]));
    }

    private static byte[] image(Chip chip, int old, int min, int max) {
        byte[] image = ImageMaker.image(chip, false, new byte[64]);
        ByteBuffer.wrap(image)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(14, (byte) old)
                .putShort(15, (short) min)
                .putShort(17, (short) max);
        return image;
    }
}
