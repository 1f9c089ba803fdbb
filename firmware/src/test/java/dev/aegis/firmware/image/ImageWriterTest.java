package dev.aegis.firmware.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.Chip;
import dev.aegis.firmware.FirmwareException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageWriterTest {
    private static final FlashSettings SETTINGS = new FlashSettings("dio", "4MB", 0);

    /// The image that the SDK made of the same program; it names the chip revisions it was configured for.
    @Test
    void makesTheSdksImageOfTheSdksProgram() throws IOException {
        byte[] theirs = resource("/flash/crash.bin.gz");

        byte[] ours = ImageWriter.write(
                        ProgramFile.read(resource("/crashes/dwarfv5.elf.gz")),
                        Chip.ESP32C3,
                        FlashSettings.of(ImageReader.read(theirs)))
                .bytes();

        assertArrayEquals(withoutRevisions(theirs), withoutRevisions(ours));
        assertEquals(theirs.length, ours.length);
    }

    @ParameterizedTest
    @EnumSource(Chip.class)
    void putsFlashWhereOffsetAndAddressAgree(Chip chip) {
        EspImage image = read(chip, ImageWriter.write(typical(chip), chip, SETTINGS));

        MemoryMap memory = MemoryMap.of(chip);
        List<Segment> mapped = image.segments().stream()
                .filter(segment -> memory.window(segment.loadAddress(), 1).isPresent())
                .toList();
        assertEquals(2, mapped.size());
        for (Segment segment : mapped) {
            assertEquals(segment.loadAddress() % 0x10000, segment.fileOffset() % 0x10000, segment.toString());
        }
        assertEquals("rusty", Objects.requireNonNull(image.descriptor()).projectName());
        assertEquals(
                HexFormat.of().formatHex(typical(chip).sha256()),
                image.descriptor().elfSha256());
        assertEquals(0x20, image.segments().getFirst().fileOffset());
    }

    @Test
    void fillsGapsWithWhatGoesIntoRam() {
        byte[] image =
                ImageWriter.write(typical(Chip.ESP32C3), Chip.ESP32C3, SETTINGS).bytes();

        assertTrue(image.length < 0x10000 + 0x20 + 5000, image.length + " bytes");
        assertEquals(
                0x400,
                ImageReader.read(image).segments().stream()
                        .filter(segment -> segment.loadAddress() >= 0x4037c000L && segment.loadAddress() < 0x40400000L)
                        .mapToInt(Segment::size)
                        .sum());
    }

    @Test
    void leavesEachByteWhereTheProgramWantsIt() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            byte[] rodata = ElfMaker.descriptor(256 + random.nextInt(3000), 0);
            byte[] ram = new byte[1 + random.nextInt(70_000)];
            random.nextBytes(ram);
            long codeAt = 0x42010000L + random.nextInt(0x4000) * 4L;
            byte[] elf = ElfMaker.of(ElfMaker.RISC_V)
                    .code(".text", codeAt, 1 + random.nextInt(5000))
                    .data(".flash.appdesc", 0x3c000020L, rodata)
                    .data(".data", 0x3fc80000L + random.nextInt(64), ram)
                    .bytes();

            byte[] image = ImageWriter.write(ProgramFile.read(elf), Chip.ESP32C3, SETTINGS)
                    .bytes();

            for (ProgramPart part : ProgramFile.read(elf).parts()) {
                byte[] wanted = ProgramFile.read(elf).content(part);
                byte[] found = at(image, part.address(), wanted.length);
                if (part.name().equals(".flash.appdesc")) {
                    Arrays.fill(found, 144, 176, (byte) 0);
                }
                assertArrayEquals(wanted, found, "round " + round + ", " + part.place());
            }
        }
    }

    @Test
    void putsSectionsOfOnePageTogether() {
        byte[] elf = ElfMaker.of(ElfMaker.RISC_V)
                .code(".text", 0x42010020L, 100)
                .code(".text.more", 0x42014000L, 100)
                .data(".flash.appdesc", 0x3c000020L, ElfMaker.descriptor(256, 0))
                .data(".rodata", 0x3c000121L, new byte[301])
                .bytes();

        EspImage image = read(Chip.ESP32C3, ImageWriter.write(ProgramFile.read(elf), Chip.ESP32C3, SETTINGS));

        assertEquals(
                List.of(560, 0x4000 - 0x20 + 100),
                image.segments().stream()
                        .filter(segment -> segment.loadAddress() != 0)
                        .map(Segment::size)
                        .toList());
    }

    @Test
    void sparesRamThatKeepsItsContent() {
        byte[] elf = ElfMaker.of(ElfMaker.RISC_V)
                .code(".rwtext", 0x40380000L, 64)
                .aligned(".data", 0x3fc80000L, 32, 4)
                .empty(".persistent", 0x3fc80020L, 16)
                .aligned(".data.late", 0x3fc80030L, 32, 64)
                .bytes();

        EspImage image = read(Chip.ESP32C3, ImageWriter.write(ProgramFile.read(elf), Chip.ESP32C3, SETTINGS));

        assertTrue(image.segments().stream()
                .noneMatch(segment ->
                        segment.loadAddress() <= 0x3fc80020L && segment.loadAddress() + segment.size() > 0x3fc80020L));
    }

    @Test
    void followsThePagesThatTheProgramWasLinkedFor() {
        byte[] elf = ElfMaker.of(ElfMaker.RISC_V)
                .code(".text", 0x42008020L, 100)
                .data(".flash.appdesc", 0x42000020L, ElfMaker.descriptor(256, 15))
                .bytes();

        byte[] image =
                ImageWriter.write(ProgramFile.read(elf), Chip.ESP32C6, SETTINGS).bytes();

        assertEquals(0x8020, ImageReader.read(image).segments().getLast().fileOffset());
    }

    @Test
    void saysWhatALackOfDescriptorMeans() {
        byte[] elf = ElfMaker.of(ElfMaker.RISC_V)
                .code(".text", 0x42010020L, 1000)
                .data(".rodata", 0x42000020L, new byte[300])
                .bytes();

        WrittenImage written = ImageWriter.write(ProgramFile.read(elf), Chip.ESP32H2, SETTINGS);

        assertNull(read(Chip.ESP32H2, written).descriptor());
        assertEquals(1, written.notes().size());
        assertTrue(written.notes().getFirst().contains("esp_app_desc!()"), written.toString());
    }

    @Test
    void takesAProgramWithoutTableOfSections() {
        ElfMaker maker = ElfMaker.of(ElfMaker.RISC_V)
                .code(".text", 0x42010020L, 1000)
                .data(".flash.appdesc", 0x3c000020L, ElfMaker.descriptor(300, 0));
        byte[] stripped = maker.withoutSections().bytes();

        EspImage image = read(Chip.ESP32C3, ImageWriter.write(ProgramFile.read(stripped), Chip.ESP32C3, SETTINGS));

        assertNotNull(image.descriptor());
    }

    @Test
    void knowsTheChipThatAProgramNames() {
        byte[] elf = ElfMaker.of(ElfMaker.RISC_V)
                .code(".text", 0x42010020L, 100)
                .note("esp32c6")
                .bytes();

        assertEquals(Chip.ESP32C6, ProgramFile.read(elf).chip().orElseThrow());
    }

    /// Otherwise its bootloader would not map the last few bytes.
    @Test
    void reachesFarEnoughIntoTheLastPageOfAnEsp32() {
        byte[] elf = ElfMaker.of(ElfMaker.XTENSA)
                .code(".text", 0x400d0020L, 0x10000 - 0x20 + 8)
                .bytes();

        Segment code = ImageReader.read(ImageWriter.write(ProgramFile.read(elf), Chip.ESP32, SETTINGS)
                        .bytes())
                .segments()
                .getFirst();

        assertEquals(0x10000 + 0x24, code.fileOffset() + code.size());
    }

    @Test
    void writesHowTheFlashIsDriven() {
        FlashSettings settings = SETTINGS.changed(Chip.ESP32H2, "qio", "16MB", "48m");

        EspImage image = read(Chip.ESP32H2, ImageWriter.write(typical(Chip.ESP32H2), Chip.ESP32H2, settings));

        assertEquals(settings, FlashSettings.of(image));
        assertEquals("48m", settings.frequency(Chip.ESP32H2));
    }

    @Test
    void changesTheFlashSettingsOfAnImageAsAWhole() {
        byte[] before =
                ImageWriter.write(typical(Chip.ESP32C3), Chip.ESP32C3, SETTINGS).bytes();
        FlashSettings other = SETTINGS.changed(Chip.ESP32C3, "qio", "16MB", "80m");

        byte[] after = other.into(before);

        assertEquals(other, FlashSettings.of(ImageReader.readFor(after, Chip.ESP32C3)));
        assertEquals(before.length, after.length);
    }

    @Test
    void leavesASignedImageAlone() {
        byte[] image =
                ImageWriter.write(typical(Chip.ESP32C3), Chip.ESP32C3, SETTINGS).bytes();
        byte[] signed = Arrays.copyOf(image, image.length + 64);
        signed[image.length] = 1;

        assertArrayEquals(signed, SETTINGS.into(signed));
        FirmwareException refused = assertThrows(
                FirmwareException.class,
                () -> SETTINGS.changed(Chip.ESP32C3, "qio", null, null).into(signed));
        assertEquals("image_signed", refused.code());
    }

    private static ProgramFile typical(Chip chip) {
        MemoryMap memory = MemoryMap.of(chip);
        boolean xtensa = List.of(Chip.ESP32, Chip.ESP32S2, Chip.ESP32S3).contains(chip);
        long data = memory.windows().getFirst().low() + 0x20;
        long code = memory.windows().getLast().low() + 0x10020;
        long instructions = memory.ram().getFirst().low() == 0x3fc80000L
                ? 0x40380000L
                : memory.ram().getFirst().low();
        return ProgramFile.read(ElfMaker.of(xtensa ? ElfMaker.XTENSA : ElfMaker.RISC_V)
                .code(".text", code, 3001)
                .data(".flash.appdesc", data, ElfMaker.descriptor(256, 0))
                .data(".rodata", data + 256, new byte[1001])
                .code(".rwtext", instructions, 0x400)
                .bytes());
    }

    private static EspImage read(Chip chip, WrittenImage written) {
        return ImageReader.readFor(written.bytes(), chip);
    }

    private static byte[] at(byte[] image, long address, int size) {
        byte[] found = new byte[size];
        for (Segment segment : ImageReader.read(image).segments()) {
            for (int i = 0; i < segment.size(); i++) {
                long at = segment.loadAddress() + i - address;
                if (at >= 0 && at < size) {
                    found[(int) at] = image[segment.fileOffset() + i];
                }
            }
        }
        return found;
    }

    private static byte[] withoutRevisions(byte[] image) {
        byte[] copy = Arrays.copyOf(image, image.length - 32);
        Arrays.fill(copy, 14, 19, (byte) 0);
        return copy;
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = new GZIPInputStream(Objects.requireNonNull(ImageWriterTest.class.getResourceAsStream(name)))) {
            return in.readAllBytes();
        }
    }
}
