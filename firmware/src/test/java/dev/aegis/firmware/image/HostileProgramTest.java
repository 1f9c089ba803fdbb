package dev.aegis.firmware.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.Chip;
import dev.aegis.firmware.FirmwareException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever file is given, it becomes an image or one clear sentence.
class HostileProgramTest {
    private static final FlashSettings SETTINGS = new FlashSettings("dio", "4MB", 0);

    @Test
    void refusesWhatIsNoElfFile() {
        assertRefused("elf_malformed", "it does not begin like an ELF file", text("#!/bin/sh\n".repeat(20)));
        assertRefused("elf_malformed", "it does not begin like an ELF file", new byte[0]);
    }

    @Test
    void refusesA64BitProgram() {
        byte[] elf = sound().bytes();
        elf[4] = 2;

        assertRefused("elf_malformed", "it is for a 64-bit machine", elf);
    }

    @Test
    void refusesAProgramOfThisMachine() {
        assertRefused(
                "elf_malformed",
                "its machine number 62 is not that of an ESP chip",
                ElfMaker.of(62).code(".text", 0x400000, 64).bytes());
    }

    @Test
    void refusesAnObjectFile() {
        assertRefused(
                "elf_malformed",
                "it is an object file, not a linked program",
                sound().ofType(1).bytes());
    }

    @Test
    void refusesTheOtherArchitecture() {
        assertRefused(
                "elf_for_other_chip",
                "the program is for a Xtensa chip, which the esp32c3 is not",
                ElfMaker.of(ElfMaker.XTENSA).code(".text", 0x400d0020L, 64).bytes());
    }

    @Test
    void refusesAProgramThatNamesAnotherChip() {
        assertRefused(
                "elf_for_other_chip",
                "the program says it is for esp32c6, not for esp32c3",
                sound().note("esp32c6").bytes());
    }

    @Test
    void refusesAProgramWithNothingToLoad() {
        assertRefused(
                "elf_empty",
                "nothing in it is loaded",
                ElfMaker.of(ElfMaker.RISC_V).empty(".bss", 0x3fc80000L, 64).bytes());
    }

    @Test
    void refusesAddressesThatTheChipDoesNotHave() {
        assertRefused(
                "elf_address_outside",
                ".data at 0x40800000 (64 bytes) is in no memory of the esp32c3; link the program for this chip",
                sound().data(".data", 0x40800000L, new byte[64]).bytes());
    }

    @Test
    void refusesWhatReachesOutOfItsMemory() {
        assertRefused(
                "elf_address_outside",
                ".data at 0x3fcdfff0 (32 bytes) is in no memory of the esp32c3; link the program for this chip",
                sound().data(".data", 0x3fcdfff0L, new byte[32]).bytes());
    }

    @Test
    void refusesSectionsOnTopOfEachOther() {
        assertRefused(
                "elf_overlap",
                ".more at 0x42000030 overlaps .text at 0x42000020 in the chip's memory",
                sound().code(".more", 0x42000030L, 64).bytes());
    }

    @Test
    void refusesAnEntryThatIsNotLoaded() {
        assertRefused(
                "elf_entry_outside",
                "the program begins at 0x42400000, where nothing of it is loaded on the esp32c3",
                sound().startingAt(0x42400000L).bytes());
    }

    @Test
    void refusesMoreBlocksThanTheBootloaderMaps() {
        FirmwareException refused = assertThrows(
                FirmwareException.class,
                () -> write(sound().code(".far", 0x42200000L, 64).bytes()));

        assertEquals("elf_scattered", refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("0x42000020, 0x42200000"), refused.getMessage());
    }

    @Test
    void refusesMoreSegmentsThanTheBootloaderLoads() {
        ElfMaker maker = sound();
        for (int i = 0; i < 17; i++) {
            maker.data(".data." + i, 0x3fc80000L + i * 0x1000L, new byte[16]);
        }

        FirmwareException refused = assertThrows(FirmwareException.class, () -> write(maker.bytes()));

        assertEquals("image_segments_wrong", refused.code());
    }

    @Test
    void refusesASegmentThatNoBootloaderLoads() {
        byte[] elf = ElfMaker.of(ElfMaker.RISC_V)
                .code(".text", 0x42010020L, 17 << 20)
                .bytes();

        FirmwareException refused = assertThrows(
                FirmwareException.class, () -> ImageWriter.write(ProgramFile.read(elf), Chip.ESP32C5, SETTINGS));

        assertEquals("image_segment_too_large", refused.code());
    }

    @Test
    void refusesEveryFileThatIsCutOff() {
        byte[] elf = sound().note("esp32c3").bytes();
        int lastHeader = elf.length - 32 - 40;
        for (int length = 0; length < lastHeader; length++) {
            byte[] cut = Arrays.copyOf(elf, length);
            FirmwareException refused = assertThrows(FirmwareException.class, () -> write(cut), () -> "" + cut.length);
            assertEquals("elf_malformed", refused.code());
        }
    }

    /// A section that claims almost four gigabytes costs nothing before it is refused.
    @Test
    void refusesSizesThatNobodyHas() {
        byte[] elf = sound().bytes();
        int table = elf.length - 32 - 3 * 40;
        Arrays.fill(elf, table + 40 + 20, table + 40 + 24, (byte) 0xff);

        assertRefused("elf_malformed", "it ends in the middle of .text", elf);
    }

    @Test
    void survivesAnyDamage() {
        byte[] elf = sound().note("esp32c3").bytes();
        Random random = new Random(11);
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = elf.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                ImageReader.readFor(write(damaged), Chip.ESP32C3);
            } catch (FirmwareException refused) {
                assertTrue(String.valueOf(refused.getMessage()).length() < 400, refused.getMessage());
            }
        }
    }

    private static ElfMaker sound() {
        return ElfMaker.of(ElfMaker.RISC_V).code(".text", 0x42000020L, 64);
    }

    private static byte[] write(byte[] elf) {
        return ImageWriter.write(ProgramFile.read(elf), Chip.ESP32C3, SETTINGS).bytes();
    }

    private static void assertRefused(String code, String end, byte[] elf) {
        FirmwareException refused = assertThrows(FirmwareException.class, () -> write(elf));
        assertEquals(code, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).endsWith(end), refused.getMessage());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
