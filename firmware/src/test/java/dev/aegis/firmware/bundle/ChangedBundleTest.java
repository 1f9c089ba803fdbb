package dev.aegis.firmware.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.bundle.FlashManifest.Part;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedBundleTest {
    @TempDir
    Path folder;

    private byte[] sound = new byte[0];
    private FlashBundle expected;

    @BeforeEach
    void build() throws Exception {
        byte[] content = "an application".repeat(3).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Files.write(folder.resolve("app.bin"), content);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        FlashManifest manifest = new FlashManifest(
                1,
                "hello",
                "1.0",
                "v5.3.1",
                new FlashedChip("esp32c3", "ESP32-C3", 3, 199),
                "dio",
                "4MB",
                "80m",
                List.of(new Part("app.bin", 0x10000, content.length, sha256)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FlashBundle.write(manifest, folder, out);
        sound = out.toByteArray();
        expected = read(sound);
    }

    /// Some bits mean nothing: the time and the compressor's name, or another way to write the same bytes down.
    @Test
    void noticesEveryBitThatFlipsOrUnpacksToTheSameBytes() throws IOException {
        byte[] tar = unpacked(sound);
        int noticed = 0;
        for (int at = 0; at < sound.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = sound.clone();
                changed[at] ^= (byte) (1 << bit);
                try {
                    assertEquals(expected.manifest(), read(changed).manifest());
                    assertArrayEquals(tar, unpacked(changed));
                } catch (FirmwareException refused) {
                    noticed++;
                }
            }
        }
        assertTrue(noticed > 7 * sound.length);
    }

    @Test
    void noticesEveryCut() {
        for (int length = 0; length < sound.length; length++) {
            byte[] cut = Arrays.copyOf(sound, length);

            assertThrows(FirmwareException.class, () -> read(cut));
        }
    }

    @Test
    void refusesWhatFollowsTheEnd() throws IOException {
        byte[] tar = unpacked(sound);

        assertEquals("bundle_malformed", refused(Arrays.copyOf(tar, tar.length + 1024 * 1024)));
        byte[] hidden = Arrays.copyOf(tar, tar.length + 512);
        hidden[tar.length + 7] = 1;
        assertEquals("bundle_malformed", refused(hidden));
    }

    private static String refused(byte[] tar) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(tar);
        }
        return assertThrows(FirmwareException.class, () -> read(out.toByteArray()))
                .code();
    }

    private static byte[] unpacked(byte[] file) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes();
    }

    private static FlashBundle read(byte[] file) throws IOException {
        return FlashBundle.read(new ByteArrayInputStream(file));
    }
}
