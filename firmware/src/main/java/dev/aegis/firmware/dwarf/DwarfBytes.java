package dev.aegis.firmware.dwarf;

import dev.aegis.firmware.elf.ElfFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A position in a section, with the number formats of DWARF. Reading past the end throws an exception of the buffer,
/// which `ElfFile.guarded` turns into a `FirmwareException`.
final class DwarfBytes {
    private final ByteBuffer in;

    DwarfBytes(ByteBuffer section) {
        this.in = section.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    int at() {
        return in.position();
    }

    void moveTo(long position) {
        in.position(Math.toIntExact(position));
    }

    int left() {
        return in.remaining();
    }

    void skip(long bytes) {
        moveTo(at() + bytes);
    }

    int u8() {
        return Byte.toUnsignedInt(in.get());
    }

    int s8() {
        return in.get();
    }

    int u16() {
        return Short.toUnsignedInt(in.getShort());
    }

    long u32() {
        return Integer.toUnsignedLong(in.getInt());
    }

    long u64() {
        return in.getLong();
    }

    /// Reads an offset or length. The first word of the unit determines its width.
    long word(boolean wide) {
        return wide ? u64() : u32();
    }

    long unsignedLeb() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int part = u8();
            value |= shift < 64 ? (long) (part & 0x7f) << shift : 0;
            if (part < 0x80) {
                return value;
            }
        }
    }

    long signedLeb() {
        long value = 0;
        for (int shift = 0; ; ) {
            int part = u8();
            value |= shift < 64 ? (long) (part & 0x7f) << shift : 0;
            shift += 7;
            if (part < 0x80) {
                return shift < 64 && (part & 0x40) != 0 ? value | -1L << shift : value;
            }
        }
    }

    String text() {
        String text = ElfFile.text(in, at());
        while (in.get() != 0) {
            // to the zero byte that ends it
        }
        return text;
    }
}
