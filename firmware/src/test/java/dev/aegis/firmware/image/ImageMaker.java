package dev.aegis.firmware.image;

import dev.aegis.firmware.Chip;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/// Makes sound images byte by byte, apart from the reader, for tests to damage.
public final class ImageMaker {
    private ImageMaker() {}

    public static byte[] app(Chip chip) {
        ByteBuffer descriptor = ByteBuffer.allocate(300).order(ByteOrder.LITTLE_ENDIAN);
        descriptor.putInt(0, 0xabcd5432);
        text(descriptor, 16, "1.2.3");
        text(descriptor, 48, "hello_world");
        text(descriptor, 80, "10:11:12");
        text(descriptor, 96, "Nov 20 2026");
        text(descriptor, 112, "v5.3.1");
        for (int i = 0; i < 32; i++) {
            descriptor.put(144 + i, (byte) 0xab);
        }
        return image(chip, true, descriptor.array());
    }

    public static byte[] image(Chip chip, boolean digest, byte[] firstSegment) {
        byte[] code = new byte[128];
        Arrays.fill(code, (byte) 0x13);
        ByteBuffer out = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 0xe9).put((byte) 2).put((byte) 2).put((byte) 0x1f).putInt(0x40380000);
        out.putShort(12, (short) chip.imageId())
                .put(23, (byte) (digest ? 1 : 0))
                .position(24);
        int checksum = 0xef;
        checksum = segment(out, 0x3c000020, firstSegment, checksum);
        checksum = segment(out, 0x40380000, code, checksum);
        while (out.position() % 16 != 15) {
            out.put((byte) 0);
        }
        out.put((byte) checksum);
        byte[] image = Arrays.copyOf(out.array(), out.position());
        return digest ? withDigest(image) : image;
    }

    private static int segment(ByteBuffer out, int address, byte[] content, int checksum) {
        out.putInt(address).putInt(content.length).put(content);
        int next = checksum;
        for (byte b : content) {
            next ^= Byte.toUnsignedInt(b);
        }
        return next;
    }

    private static byte[] withDigest(byte[] image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(image);
            out.writeBytes(MessageDigest.getInstance("SHA-256").digest(image));
            return out.toByteArray();
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void text(ByteBuffer out, int at, String text) {
        out.put(at, text.getBytes(StandardCharsets.UTF_8));
    }
}
