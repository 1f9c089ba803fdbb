package dev.aegis.firmware.bundle;

import dev.aegis.firmware.FirmwareException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The part of the ustar format (POSIX.1-1988) that a bundle needs: plain files with short names. Every field that
/// could differ between computers is a constant, so that a build always gives the same bundle.
final class Tar {
    private static final int BLOCK = 512;
    private static final int NAME_BYTES = 100;
    private static final int PREFIX_BYTES = 155;

    private Tar() {}

    record Entry(String name, long size) {}

    static void header(OutputStream out, Entry entry) throws IOException {
        byte[] block = new byte[BLOCK];
        byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
        int slash = name.length <= NAME_BYTES ? -1 : splitAt(name, entry.name());
        put(block, 0, Arrays.copyOfRange(name, slash + 1, name.length));
        put(block, 345, Arrays.copyOfRange(name, 0, Math.max(slash, 0)));
        put(block, 100, ascii("0000644\0" + "0000000\0" + "0000000\0"));
        put(block, 124, ascii("%011o\0".formatted(entry.size())));
        put(block, 136, ascii("00000000000\0"));
        block[156] = '0';
        put(block, 257, ascii("ustar\000" + "00"));
        put(block, 148, ascii("%06o\0 ".formatted(checksum(block))));
        out.write(block);
    }

    static void padding(OutputStream out, long size) throws IOException {
        out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
    }

    static void end(OutputStream out) throws IOException {
        out.write(new byte[2 * BLOCK]);
    }

    /// @return null at the end of the archive
    static @Nullable Entry next(InputStream in) throws IOException {
        byte[] block = in.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw malformed("it ends in the middle of a header");
        }
        if (allZero(block)) {
            return null;
        }
        if (octal(block, 148, 8) != checksum(block)) {
            throw malformed("a header's checksum is wrong");
        }
        if (block[156] != '0' && block[156] != 0) {
            throw malformed("it holds something other than plain files");
        }
        String prefix = text(block, 345, PREFIX_BYTES);
        String name = text(block, 0, NAME_BYTES);
        return new Entry(prefix.isEmpty() ? name : prefix + "/" + name, octal(block, 124, 12));
    }

    static void skipPadding(InputStream in, long size) throws IOException {
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }

    private static int splitAt(byte[] name, String shown) {
        for (int i = Math.min(PREFIX_BYTES, name.length - 2); i > 0; i--) {
            if (name[i] == '/' && name.length - i - 1 <= NAME_BYTES) {
                return i;
            }
        }
        throw new FirmwareException("bundle_name_too_long", "the name " + shown + " is too long for a flash bundle");
    }

    /// The sum of all bytes with the checksum's own field taken as spaces.
    private static int checksum(byte[] block) {
        int sum = 8 * ' ';
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? 0 : Byte.toUnsignedInt(block[i]);
        }
        return sum;
    }

    private static long octal(byte[] block, int at, int length) {
        String digits = text(block, at, length).strip();
        if (!digits.matches("[0-7]{1,11}")) {
            throw malformed("a header holds a number that is none");
        }
        return Long.parseLong(digits, 8);
    }

    private static String text(byte[] block, int at, int length) {
        int end = at;
        while (end < at + length && block[end] != 0) {
            end++;
        }
        return new String(block, at, end - at, StandardCharsets.UTF_8);
    }

    static boolean allZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static void put(byte[] block, int at, byte[] content) {
        System.arraycopy(content, 0, block, at, content.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static FirmwareException malformed(String reason) {
        return new FirmwareException("bundle_malformed", "this is not a flash bundle: " + reason);
    }
}
