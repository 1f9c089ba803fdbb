package dev.aegis.firmware.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The position of `esp_app_desc_t` in a program. The bootloader expects it at the very start of an application, and
/// reads from it the page size that the program was linked for.
///
/// @param address in the chip's memory; absent if the program has none in flash
/// @param pageCode the binary logarithm of the page size, or 0
record DescriptorPosition(@Nullable Long address, int pageCode) {
    private static final int MAGIC = 0xabcd5432;
    private static final int BYTES = 256;
    private static final int ELF_DIGEST = 144;
    private static final int PAGE_CODE = 180;
    private static final Set<String> SECTIONS = Set.of(".flash.appdesc", ".rodata_desc");

    /// The bytes before the descriptor in an image: the header and the header of its segment.
    private static final int AHEAD = 32;

    static DescriptorPosition find(ProgramFile program, MemoryMap memory) {
        for (ProgramPart part : program.parts()) {
            boolean may = part.filled()
                    && part.size() >= BYTES
                    && (SECTIONS.contains(part.name())
                            || part.address() % memory.pageSizes().getLast() == AHEAD)
                    && memory.window(part.address(), part.size()).isPresent();
            if (may) {
                byte[] content = program.content(part);
                if (word(content) == MAGIC) {
                    return new DescriptorPosition(part.address(), content[PAGE_CODE]);
                }
            }
        }
        return new DescriptorPosition(null, 0);
    }

    boolean isFound() {
        return address != null;
    }

    /// Returns the page size in the descriptor, else the one that follows from its position, else the usual one.
    int page(MemoryMap memory) {
        for (int size : memory.pageSizes()) {
            if (pageCode > 0 && pageCode < 31 && size == 1 << pageCode) {
                return size;
            }
        }
        for (int size : memory.pageSizes()) {
            if (address != null && (address - AHEAD) % size == 0) {
                return size;
            }
        }
        return memory.pageSizes().getFirst();
    }

    /// The blocks with the one that holds the descriptor first, and the ELF file's digest in it.
    List<Block> first(List<Block> flash, byte[] elfDigest) {
        List<Block> ordered = new ArrayList<>(flash);
        for (Block block : flash) {
            if (address != null && block.address() <= address && address < block.end()) {
                byte[] content = block.content().clone();
                int at = Math.toIntExact(address - block.address()) + ELF_DIGEST;
                if (Arrays.equals(Arrays.copyOfRange(content, at, at + elfDigest.length), new byte[elfDigest.length])) {
                    System.arraycopy(elfDigest, 0, content, at, elfDigest.length);
                }
                ordered.remove(block);
                ordered.addFirst(new Block(block.address(), content));
            }
        }
        return ordered;
    }

    private static int word(byte[] content) {
        return Byte.toUnsignedInt(content[0])
                | Byte.toUnsignedInt(content[1]) << 8
                | Byte.toUnsignedInt(content[2]) << 16
                | Byte.toUnsignedInt(content[3]) << 24;
    }
}
