package dev.aegis.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlashImageTest {
    @Test
    void erasedFlashIsAllOnes() {
        byte[] flash = FlashImage.blank().with(0x8000, new byte[] {1, 2}).bytes();
        assertEquals(4 << 20, flash.length);
        assertEquals(-1, flash[0x7fff]);
        assertEquals(2, flash[0x8001]);
        assertEquals(-1, flash[0x8002]);
    }

    @Test
    void rejectsPartsThatDoNotFit() {
        assertThrows(
                IllegalArgumentException.class, () -> FlashImage.blank(1 << 20).with(0xf_ffff, new byte[2]));
        assertThrows(IllegalArgumentException.class, () -> FlashImage.blank(3_000_000));
    }

    @Test
    void readsABuildsManifest(@TempDir Path build) throws IOException {
        Files.createDirectory(build.resolve("bootloader"));
        Files.write(build.resolve("bootloader/bootloader.bin"), new byte[] {(byte) 0xe9});
        Files.write(build.resolve("app.bin"), new byte[] {7});
        Files.writeString(build.resolve("flasher_args.json"), """
                {"flash_settings": {"flash_mode": "dio"},
                 "flash_files": {"0x0": "bootloader/bootloader.bin", "0x10000": "app.bin"},
                 "extra_esptool_args": {"chip": "esp32c6"}}
                """);
        FlashableBuild read = FlashableBuild.in(build);
        assertEquals("esp32c6", read.target());
        assertEquals((byte) 0xe9, read.flashImage()[0]);
        assertEquals(7, read.flashImage()[0x1_0000]);
    }

    @Test
    void unknownChipListsTheKnownChips() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> ChipEmulator.forTarget("esp8266"));
        assertEquals(
                "no emulator for esp8266; there is one for esp32c3, esp32c6, esp32h2, esp32c2", refused.getMessage());
    }
}
