package dev.aegis.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RomBootTest {
    private static final String SLEEP = "\n1: wfi\nj 1b\n";

    private static BootableImage image(String target) {
        String program = TestChips.disableWatchdogs(target) + TestChips.send("ready") + SLEEP;
        return BootableImage.of(target, TestChips.codeAddress(target), program);
    }

    private static RunReport boot(String target, byte[] flash) {
        return ChipEmulator.forTarget(target).boot(flash).run(TestChips.INSTRUCTIONS);
    }

    private static String refusal(RunReport report) {
        return assertInstanceOf(StopReason.BootRejected.class, report.stopReason(), report::toString)
                .reason();
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void startsAValidImageAndPrintsItsSegments(String target) {
        RunReport report = boot(target, image(target).flash());
        assertEquals(new StopReason.Halted(((StopReason.Halted) report.stopReason()).pc()), report.stopReason());
        assertTrue(report.uart().startsWith("ESP-ROM:esp"), report::toString);
        assertTrue(report.uart().contains("rst:0x1 (POWERON),boot:0xc (SPI_FAST_FLASH_BOOT)\r\n"), report::toString);
        assertTrue(
                report.uart().contains("load:0x%08x,len:".formatted(TestChips.codeAddress(target))), report::toString);
        assertTrue(report.uart().endsWith("ready"), report::toString);
        assertEquals(List.of(), report.bootWarnings());
    }

    @Test
    void rejectsErasedFlash() {
        RunReport report = boot("esp32c3", FlashImage.blank().bytes());
        assertEquals("no image at flash offset 0: the header is 0xffffffff", refusal(report));
        assertTrue(report.uart().endsWith("invalid header: 0xffffffff\r\n"));
        assertEquals(0, report.instructions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void rejectsAWrongChecksum(String target) {
        RunReport report = boot(target, image(target).withWrongChecksum().flash());
        assertTrue(refusal(report).startsWith("the image's checksum is 0x"), report::toString);
        assertFalse(report.uart().contains("ready"));
    }

    @Test
    void printsAWrongDigestAndBootsAnyway() {
        byte[] flash = image("esp32c3").flash();
        flash[3] ^= 0x10;
        RunReport report = boot("esp32c3", flash);
        assertTrue(report.uart().contains("SHA-256 comparison failed:\r\nCalculated: "), report::toString);
        assertTrue(report.uart().contains("Attempting to boot anyway...\r\n"), report::toString);
        assertTrue(report.uart().endsWith("ready"), report::toString);
        assertEquals(List.of("SHA-256 comparison failed"), report.bootWarnings());
    }

    @Test
    void warnsAboutAnotherChipIdAndBootsAnyway() {
        RunReport report = boot("esp32c3", image("esp32c3").forChip(13).flash());
        assertEquals(List.of("the image header names chip id 0x000d, this chip is 0x0005"), report.bootWarnings());
        assertTrue(report.uart().endsWith("ready"), report::toString);
    }

    @Test
    void rejectsSegmentsOutsideFreeRam() {
        for (int address : new int[] {0x4080_0000, 0x4037_c000, 0x3fcd_c700, 0x4200_0000, 0x403d_c700}) {
            BootableImage image = new BootableImage("esp32c3", address).with(address, new byte[64]);
            assertTrue(
                    refusal(boot("esp32c3", image.flash())).endsWith("which is not free RAM of esp32c3"),
                    Integer.toHexString(address));
        }
    }

    @Test
    void rejectsASegmentPastTheEndOfTheFlash() {
        byte[] flash = image("esp32c6").flash();
        flash[24 + 7] = 0x7f;
        assertTrue(refusal(boot("esp32c6", flash)).startsWith("segment 0 has the length 0x7f"));
    }

    @Test
    void imagesOfOtherChipsDoNotRun() {
        for (String built : List.of("esp32c3", "esp32c6", "esp32h2", "esp32c2")) {
            for (String chip : List.of("esp32c3", "esp32c6", "esp32h2", "esp32c2")) {
                boolean sameMap = TestChips.isLate(built) == TestChips.isLate(chip);
                if (!sameMap) {
                    assertTrue(refusal(boot(chip, image(built).flash())).contains("not free RAM"));
                }
            }
        }
    }
}
