package dev.aegis.chip;

import java.util.Arrays;
import java.util.Map;

/// Assembles a flash image from parts, as flashing does.
public final class FlashImage {
    private static final int FOUR_MEBIBYTES = 4 << 20;

    private final byte[] content;

    private FlashImage(int size) {
        content = new byte[size];
        Arrays.fill(content, (byte) 0xff);
    }

    /// Returns an erased flash of 4 MiB.
    public static FlashImage blank() {
        return new FlashImage(FOUR_MEBIBYTES);
    }

    /// Returns an erased flash of another size, a power of two.
    public static FlashImage blank(int size) {
        if (Integer.bitCount(size) != 1 || size < 1 << 16) {
            throw new IllegalArgumentException(
                    "the size of a flash is a power of two of at least 64 KiB, not " + size + " bytes");
        }
        return new FlashImage(size);
    }

    public static FlashImage of(Map<Integer, byte[]> parts) {
        FlashImage image = blank();
        parts.forEach(image::with);
        return image;
    }

    public FlashImage with(int offset, byte[] part) {
        if (offset < 0 || part.length > content.length - offset) {
            throw new IllegalArgumentException(
                    "%d bytes at 0x%x do not fit into a flash of %d".formatted(part.length, offset, content.length));
        }
        System.arraycopy(part, 0, content, offset, part.length);
        return this;
    }

    public byte[] bytes() {
        return content.clone();
    }
}
