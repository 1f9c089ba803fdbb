package dev.aegis.firmware.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Reads `esp_app_desc_t`, which the linker puts first into the first segment of an application.
final class AppDescriptorReader {
    private static final int MAGIC = 0xabcd5432;
    private static final int BYTES = 256;

    private AppDescriptorReader() {}

    static @Nullable AppDescriptor read(ByteBuffer in, Segment first) {
        int at = first.fileOffset();
        if (first.size() < BYTES || in.getInt(at) != MAGIC) {
            return null;
        }
        byte[] elf = new byte[32];
        in.get(at + 144, elf);
        return new AppDescriptor(
                text(in, at + 48, 32),
                text(in, at + 16, 32),
                text(in, at + 112, 32),
                text(in, at + 96, 16),
                text(in, at + 80, 16),
                Integer.toUnsignedLong(in.getInt(at + 4)),
                HexFormat.of().formatHex(elf));
    }

    /// Text up to the first NUL; what is not printable becomes `?`, since it ends up on a terminal.
    private static String text(ByteBuffer in, int at, int size) {
        byte[] bytes = new byte[size];
        in.get(at, bytes);
        int length = 0;
        while (length < size && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}|\ufffd", "?");
    }
}
