package dev.aegis.firmware.dwarf;

import dev.aegis.firmware.elf.ElfFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A place in a section, with the number forms that DWARF writes. Reading past the end throws one of the buffer's own
/// exceptions; [ElfFile] turns them into a sentence.
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

    /// An offset or length, whose width the unit's first word told.
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
