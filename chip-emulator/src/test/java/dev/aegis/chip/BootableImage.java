package dev.aegis.chip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes images in the format that the ROM loads, correct or with one defect.
final class BootableImage {
    private record Segment(int address, byte[] data) {}

    private final List<Segment> segments = new ArrayList<>();
    private final int entry;
    private int chipId;
    private int checksumError;

    BootableImage(String target, int entry) {
        this.entry = entry;
        this.chipId = switch (target) {
            case "esp32c3" -> 5;
            case "esp32c2" -> 12;
            case "esp32c6" -> 13;
            case "esp32h2" -> 16;
            default -> throw new IllegalArgumentException(target);
        };
    }

    /// Returns an image whose only segment is the program, assembled for its address, which is also the entry.
    static BootableImage of(String target, int address, String program) {
        return new BootableImage(target, address).with(address, Assembler.assemble(address, program));
    }

    BootableImage with(int address, byte[] data) {
        segments.add(new Segment(address, Arrays.copyOf(data, data.length + 3 & ~3)));
        return this;
    }

    BootableImage forChip(int id) {
        chipId = id;
        return this;
    }

    BootableImage withWrongChecksum() {
        checksumError = 0x55;
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 0xe9)
                .put((byte) segments.size())
                .put((byte) 2)
                .put((byte) 0x2f)
                .putInt(entry);
        header.put((byte) 0xee)
                .put(new byte[3])
                .putShort((short) chipId)
                .position(23)
                .put((byte) 1);
        image.writeBytes(header.array());
        int checksum = 0xef ^ checksumError;
        for (Segment segment : segments) {
            ByteBuffer start = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            image.writeBytes(start.putInt(segment.address())
                    .putInt(segment.data().length)
                    .array());
            image.writeBytes(segment.data());
            for (byte octet : segment.data()) {
                checksum ^= octet;
            }
        }
        image.writeBytes(new byte[15 - image.size() % 16]);
        image.write(checksum);
        image.writeBytes(sha256(image.toByteArray()));
        return image.toByteArray();
    }

    byte[] flash() {
        return FlashImage.blank().with(0, bytes()).bytes();
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
