package dev.aegis.firmware.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.Chip;
import dev.aegis.firmware.FirmwareException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangedImageTest {
    private static final byte[] SOUND = ImageMaker.app(Chip.ESP32C3);

    @Test
    void noticesEveryBitThatFlips() {
        List<String> unnoticed = new ArrayList<>();
        for (int at = 0; at < SOUND.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = SOUND.clone();
                changed[at] ^= (byte) (1 << bit);
                if (read(changed)) {
                    unnoticed.add(at + "." + bit);
                }
            }
        }
        assertEquals(List.of(), unnoticed);
    }

    @Test
    void noticesEveryCut() {
        for (int length = 0; length < SOUND.length; length++) {
            byte[] cut = Arrays.copyOf(SOUND, length);

            assertThrows(FirmwareException.class, () -> ImageReader.read(cut));
        }
    }

    @Test
    void refusesOrReadsWhateverItIsGiven() {
        byte[] bare = ImageMaker.image(Chip.ESP32C6, false, new byte[300]);
        Random random = new Random(5);
        int readable = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = bare.clone();
            for (int i = 0; i <= round % 4; i++) {
                changed[random.nextInt(changed.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
            }
            readable += read(changed) ? 1 : 0;
        }
        assertTrue(readable > 0);
    }

    /// Only our own exception may come out.
    private static boolean read(byte[] file) {
        try {
            ImageReader.read(file);
            return true;
        } catch (FirmwareException refused) {
            return false;
        }
    }
}
