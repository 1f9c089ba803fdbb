package dev.aegis.firmware.image;

import dev.aegis.firmware.Chip;
import dev.aegis.firmware.FirmwareException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Reads and checks an ESP image: segment lengths, the XOR checksum and the appended SHA-256 must all be right. Bytes
/// after the image, such as a secure-boot signature, are ignored.
public final class ImageReader {
    static final int MAGIC = 0xe9;
    static final int HEADER_BYTES = 24;
    static final int CHIP_ID = 12;

    private static final int SEGMENT_HEADER_BYTES = 8;
    private static final int MOST_SEGMENTS = 16;
    private static final int CHECKSUM_SEED = 0xef;
    private static final int ALIGNMENT = 16;
    private static final int DIGEST_FLAG = 23;
    private static final int SHA256_BYTES = 32;

    private ImageReader() {}

    /// @param expected the chip it must be for
    public static EspImage readFor(byte[] file, Chip expected) {
        EspImage image = read(file);
        if (image.chipId() != expected.imageId()) {
            String found = image.chip().map(Chip::target).orElse("chip id " + image.chipId());
            throw new FirmwareException(
                    "image_for_other_chip", "the image is for " + found + ", not for " + expected.target());
        }
        return image;
    }

    /// @throws FirmwareException naming the error
    public static EspImage read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        require(
                file.length >= HEADER_BYTES,
                "image_too_short",
                "an image has a header of 24 bytes, this file has " + file.length + " bytes in all");
        int magic = Byte.toUnsignedInt(in.get());
        require(
                magic == MAGIC,
                "image_magic_wrong",
                "an image begins with 0xe9, this file with 0x%02x".formatted(magic));
        int segmentCount = Byte.toUnsignedInt(in.get());
        require(
                segmentCount >= 1 && segmentCount <= MOST_SEGMENTS,
                "image_segments_wrong",
                "an image has 1 to " + MOST_SEGMENTS + " segments, this header says " + segmentCount);
        String mode = name(FlashSettings.MODES, Byte.toUnsignedInt(in.get()), "flash mode");
        int sizeAndFrequency = Byte.toUnsignedInt(in.get());
        String size = name(FlashSettings.SIZES, sizeAndFrequency >> 4, "flash size");
        long entry = Integer.toUnsignedLong(in.getInt());
        int chipId = Short.toUnsignedInt(in.getShort(CHIP_ID));
        int hasDigest = Byte.toUnsignedInt(in.get(DIGEST_FLAG));
        require(hasDigest <= 1, "image_header_wrong", "the header's digest flag is " + hasDigest + ", neither 0 nor 1");

        List<Segment> segments = segments(in, segmentCount);
        int end = checksumEnd(file, segments);
        String sha256 = hasDigest == 1 ? digest(file, end) : null;
        require(
                hasDigest == 1 || !carriesDigest(file, end),
                "image_header_wrong",
                "the header says that no SHA-256 is appended, but one is");
        return new EspImage(
                chipId,
                entry,
                ChipRevisions.read(in, chipId),
                mode,
                size,
                sizeAndFrequency & 0xf,
                segments,
                sha256,
                hasDigest == 1 ? end + SHA256_BYTES : end,
                AppDescriptorReader.read(in, segments.getFirst()));
    }

    private static List<Segment> segments(ByteBuffer in, int count) {
        List<Segment> segments = new ArrayList<>();
        int at = HEADER_BYTES;
        for (int i = 0; i < count; i++) {
            require(
                    in.limit() - at >= SEGMENT_HEADER_BYTES,
                    "image_truncated",
                    "the file ends before the header of segment " + i);
            long address = Integer.toUnsignedLong(in.getInt(at));
            long length = Integer.toUnsignedLong(in.getInt(at + 4));
            at += SEGMENT_HEADER_BYTES;
            require(
                    length <= in.limit() - at,
                    "image_truncated",
                    "segment " + i + " has " + length + " bytes, but the file ends after " + (in.limit() - at));
            segments.add(new Segment(address, at, (int) length));
            at += (int) length;
        }
        return segments;
    }

    /// The checksum is the last byte of the 16-byte block that begins at or holds the end of the
    /// segments.
    private static int checksumEnd(byte[] file, List<Segment> segments) {
        Segment last = segments.getLast();
        int dataEnd = last.fileOffset() + last.size();
        int end = (dataEnd / ALIGNMENT + 1) * ALIGNMENT;
        require(end <= file.length, "image_truncated", "the file ends before its checksum");
        int checksum = CHECKSUM_SEED;
        for (Segment segment : segments) {
            for (int i = 0; i < segment.size(); i++) {
                checksum ^= Byte.toUnsignedInt(file[segment.fileOffset() + i]);
            }
        }
        int stored = Byte.toUnsignedInt(file[end - 1]);
        require(
                checksum == stored,
                "image_checksum_wrong",
                "the image's checksum is 0x%02x, its segments give 0x%02x".formatted(stored, checksum));
        return end;
    }

    private static String digest(byte[] file, int end) {
        require(file.length >= end + SHA256_BYTES, "image_truncated", "the file ends before its appended SHA-256");
        String stored = HexFormat.of().formatHex(file, end, end + SHA256_BYTES);
        MessageDigest sha256 = sha256();
        sha256.update(file, 0, end);
        require(
                HexFormat.of().formatHex(sha256.digest()).equals(stored),
                "image_digest_wrong",
                "the image's appended SHA-256 does not fit its content");
        return stored;
    }

    /// Returns whether the bytes after an image are the digest that it would have if its flag were set.
    private static boolean carriesDigest(byte[] file, int end) {
        if (file.length < end + SHA256_BYTES) {
            return false;
        }
        byte[] flagged = Arrays.copyOf(file, end);
        flagged[DIGEST_FLAG] = 1;
        return MessageDigest.isEqual(sha256().digest(flagged), Arrays.copyOfRange(file, end, end + SHA256_BYTES));
    }

    private static String name(List<String> names, int index, String what) {
        require(
                index < names.size(),
                "image_header_wrong",
                "the header's " + what + " is " + index + ", which has no meaning");
        return names.get(index);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static void require(boolean right, String code, String message) {
        if (!right) {
            throw new FirmwareException(code, message);
        }
    }
}
