package dev.aegis.firmware.image;

import dev.aegis.firmware.Chip;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Makes the image that a chip's bootloader loads from a linked program. Segments that are shown
/// through the cache lie where file offset and address agree within a page; the gaps before them hold
/// what goes into RAM, or zeros.
public final class ImageWriter {
    private static final int MAGIC = 0xe9;
    private static final int NO_WRITE_PROTECT_PIN = 0xee;
    private static final int HEADER_BYTES = 24;
    private static final int SEGMENT_HEADER_BYTES = 8;
    private static final int MOST_SEGMENTS = 16;
    private static final int MOST_SEGMENT_BYTES = 16 * 1024 * 1024;
    private static final int CHECKSUM_SEED = 0xef;
    private static final int ANY_REVISION = 0xffff;

    /// The least that a segment of filling takes: its header and a word, since an empty one may be
    /// refused.
    private static final int LEAST_FILLING = SEGMENT_HEADER_BYTES + 4;

    /// The esp32's bootloader forgets a last page that holds less than this of a segment.
    private static final int FORGOTTEN = 0x24;

    private final Chip chip;
    private final int page;
    private final List<Block> arranged = new ArrayList<>();
    private int position = HEADER_BYTES;

    private ImageWriter(Chip chip, int page) {
        this.chip = chip;
        this.page = page;
    }

    /// @throws FirmwareException saying why this program cannot run on the chip
    public static WrittenImage write(ProgramFile program, Chip chip, FlashSettings settings) {
        program.requireFor(chip);
        DescriptorPosition place = DescriptorPosition.find(program, MemoryMap.of(chip));
        int page = place.page(MemoryMap.of(chip));
        ProgramLayout layout = ProgramLayout.of(program, chip, page);
        ImageWriter writer = new ImageWriter(chip, page);
        writer.arrange(place.first(layout.flash(), program.sha256()), layout.ram());
        byte[] image = writer.image(program.entry(), settings);
        return new WrittenImage(image, notes(ImageReader.readFor(image, chip), place, layout, chip));
    }

    private void arrange(List<Block> flash, List<Block> ramBlocks) {
        Deque<Block> ram = new ArrayDeque<>(ramBlocks);
        for (Block block : flash) {
            for (int gap = gapBefore(block); gap != 0; gap = gapBefore(block)) {
                add(filling(gap < LEAST_FILLING ? gap + page : gap, ram));
            }
            add(chip == Chip.ESP32 ? remembered(block) : block);
        }
        ram.forEach(this::add);
        if (arranged.size() > MOST_SEGMENTS) {
            throw new FirmwareException(
                    "image_segments_wrong",
                    "the image would have " + arranged.size() + " segments, but the bootloader loads " + MOST_SEGMENTS
                            + "; the linker script must put sections together");
        }
    }

    private int gapBefore(Block block) {
        return (int) Math.floorMod(block.address() - position - SEGMENT_HEADER_BYTES, (long) page);
    }

    /// As much of the next RAM block as fits, so that what then remains is nothing or has room for more
    /// filling.
    private static Block filling(int gap, Deque<Block> ram) {
        int room = gap - SEGMENT_HEADER_BYTES;
        Block next = ram.poll();
        if (next == null) {
            return Block.filling(room);
        }
        int taken = Math.min(room, next.content().length);
        if (room - taken > 0 && room - taken < LEAST_FILLING) {
            taken -= LEAST_FILLING;
        }
        if (taken <= 0) {
            ram.push(next);
            return Block.filling(room);
        }
        if (taken < next.content().length) {
            ram.push(next.from(taken));
        }
        return next.first(taken);
    }

    private Block remembered(Block block) {
        int remainder = (position + SEGMENT_HEADER_BYTES + block.content().length) % page;
        return remainder < FORGOTTEN ? block.padded(FORGOTTEN - remainder) : block;
    }

    private void add(Block block) {
        if (block.content().length >= MOST_SEGMENT_BYTES) {
            throw new FirmwareException(
                    "image_segment_too_large",
                    "the block at 0x%08x has %d bytes, but a segment has less than 16 MiB"
                            .formatted(block.address(), block.content().length));
        }
        arranged.add(block);
        position += SEGMENT_HEADER_BYTES + block.content().length;
    }

    private byte[] image(long entry, FlashSettings settings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(position + 64);
        out.writeBytes(header(entry, settings));
        int checksum = CHECKSUM_SEED;
        for (Block block : arranged) {
            out.writeBytes(little(SEGMENT_HEADER_BYTES)
                    .putInt((int) block.address())
                    .putInt(block.content().length)
                    .array());
            out.writeBytes(block.content());
            for (byte one : block.content()) {
                checksum ^= Byte.toUnsignedInt(one);
            }
        }
        out.writeBytes(new byte[15 - out.size() % 16]);
        out.write(checksum);
        out.writeBytes(Sha256.of(out.toByteArray()));
        return out.toByteArray();
    }

    private byte[] header(long entry, FlashSettings settings) {
        return little(HEADER_BYTES)
                .put((byte) MAGIC)
                .put((byte) arranged.size())
                .put((byte) settings.modeCode())
                .put((byte) settings.sizeAndFrequency())
                .putInt((int) entry)
                .put((byte) NO_WRITE_PROTECT_PIN)
                .putShort(12, (short) chip.imageId())
                .putShort(17, (short) ANY_REVISION)
                .put(23, (byte) 1)
                .array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<String> notes(EspImage image, DescriptorPosition place, ProgramLayout layout, Chip chip) {
        List<String> notes = new ArrayList<>();
        if (image.descriptor() == null) {
            notes.add((place.isFound()
                            ? "the ESP-IDF application descriptor does not come first in flash, so that"
                            : "the program has no ESP-IDF application descriptor, so that")
                    + (MemoryMap.of(chip).hasChoiceOfPages()
                            ? " bootloaders of newer ESP-IDF versions refuse it on the " + chip.target()
                            : " bootloaders cannot check its version or the chip revision it needs")
                    + "; esp_bootloader_esp_idf::esp_app_desc!() adds one");
        }
        if (MemoryMap.of(chip).isShared() && layout.flash().size() < 2) {
            notes.add("ESP-IDF's bootloader for the " + chip.target() + " expects code and data as two blocks in flash,"
                    + " this program has " + layout.flash().size());
        }
        return notes;
    }
}
