package dev.aegis.chip.rom;

import dev.aegis.chip.device.NorFlash;
import dev.aegis.chip.memory.AddressSpace;
import dev.aegis.chip.model.ChipModel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/// Loads the image at flash offset 0 as the ROM does: header, segments, checksum, digest. A wrong
/// digest is printed but does not stop the boot, and the chip id in the header is ignored: real ROMs
/// continue in both cases.
public final class ImageLoader {
    private static final int MAGIC = 0xe9;
    private static final int HEADER = 24;
    private static final int SEGMENT_HEADER = 8;
    private static final int MOST_SEGMENTS = 16;
    private static final int CHECKSUM_SEED = 0xef;
    private static final int ROM_STACK_SIZE = 0x2000;

    private final ChipModel model;
    private final NorFlash flash;
    private final AddressSpace memory;
    private final Consumer<String> print;
    private final List<String> warnings = new ArrayList<>();

    /// @param print the ROM's output to UART0
    public ImageLoader(ChipModel model, NorFlash flash, AddressSpace memory, Consumer<String> print) {
        this.model = model;
        this.flash = flash;
        this.memory = memory;
        this.print = print;
    }

    public BootResult load() {
        int count = flash.read(1);
        if (flash.read(0) != MAGIC || count == 0 || count > MOST_SEGMENTS) {
            print.accept("invalid header: 0x%08x\r\n".formatted(word(0)));
            return new BootResult.Rejected("no image at flash offset 0: the header is 0x%08x".formatted(word(0)));
        }
        print.accept("SPIWP:0x%02x\r\n".formatted(flash.read(8)));
        print.accept(
                "mode:%s, clock div:%d\r\n".formatted(mode(), model.messages().clockDivider()));
        int id = flash.read(12) | flash.read(13) << 8;
        if (id != model.imageId()) {
            warnings.add("the image header names chip id 0x%04x, this chip is 0x%04x".formatted(id, model.imageId()));
        }
        return loadSegments(count);
    }

    private String mode() {
        return switch (flash.read(2)) {
            case 0 -> "QIO";
            case 1 -> "QOUT";
            case 2 -> "DIO";
            case 3 -> "DOUT";
            default -> "SLOWRD";
        };
    }

    private BootResult loadSegments(int count) {
        int at = HEADER;
        int checksum = CHECKSUM_SEED;
        for (int segment = 0; segment < count; segment++) {
            int target = word(at);
            int length = word(at + 4);
            print.accept("load:0x%08x,len:0x%x\r\n".formatted(target, length));
            if (length < 0 || length > flash.size() - at - SEGMENT_HEADER || (length & 3) != 0) {
                return new BootResult.Rejected("segment %d has the length 0x%x".formatted(segment, length));
            }
            if (!isLoadable(target, length)) {
                return new BootResult.Rejected("segment %d would be loaded to 0x%08x, which is not free RAM of %s"
                        .formatted(segment, target, model.name()));
            }
            checksum = copy(at + SEGMENT_HEADER, target, length, checksum);
            at += SEGMENT_HEADER + length;
        }
        return finish(at, checksum);
    }

    /// Returns whether the segment is below the ROM's stack and data, which are in use while the ROM loads it.
    private boolean isLoadable(int target, int length) {
        if (!memory.isRam(target, length)) {
            return false;
        }
        int end = model.memory().toDataView(target) + length;
        boolean mainRam = Integer.compareUnsigned(
                        model.memory().toDataView(target) - model.memory().ramData(),
                        model.memory().ramSize())
                < 0;
        return !mainRam || Integer.compareUnsigned(end, model.memory().rom().stackTop() - ROM_STACK_SIZE) <= 0;
    }

    private int copy(int source, int target, int length, int checksum) {
        int sum = checksum;
        for (int i = 0; i < length; i += 4) {
            int value = word(source + i);
            memory.storeWord(target + i, value);
            sum ^= value ^ value >>> 8 ^ value >>> 16 ^ value >>> 24;
        }
        return sum & 0xff;
    }

    private BootResult finish(int end, int checksum) {
        int checksumAt = end | 15;
        int stored = flash.read(checksumAt);
        if (stored != checksum) {
            print.accept("csum err:0x%02x!=0x%02x\r\n".formatted(stored, checksum));
            return new BootResult.Rejected(
                    "the image's checksum is 0x%02x, its data gives 0x%02x".formatted(stored, checksum));
        }
        if (flash.read(23) == 1) {
            checkDigest(checksumAt + 1);
        }
        int entry = word(4);
        print.accept("entry 0x%08x\r\n".formatted(entry));
        return new BootResult.Loaded(entry, warnings);
    }

    private void checkDigest(int length) {
        byte[] image = bytes(0, length);
        String calculated =
                HexFormat.of().formatHex(DigestFunctions.digest("SHA-256").digest(image));
        String expected = HexFormat.of().formatHex(bytes(length, 32));
        if (!calculated.equals(expected)) {
            warnings.add("SHA-256 comparison failed");
            print.accept(
                    "SHA-256 comparison failed:\r\nCalculated: %s\r\nExpected: %s\r\nAttempting to boot anyway...\r\n"
                            .formatted(calculated, expected));
        }
    }

    private byte[] bytes(int from, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) flash.read(from + i);
        }
        return bytes;
    }

    private int word(int offset) {
        return flash.read(offset)
                | flash.read(offset + 1) << 8
                | flash.read(offset + 2) << 16
                | flash.read(offset + 3) << 24;
    }
}
