package dev.aegis.firmware.dwarf;

import dev.aegis.firmware.elf.ElfFile;
/// The forms in which an entry of `.debug_info` writes an attribute (DWARF, section 7.5.6).

final class EntryForm {
    static final int ADDRESS = 0x01;
    static final int STRING = 0x08;
    static final int TEXT = 0x0e;
    static final int REFERENCE_ANYWHERE = 0x10;
    static final int REFERENCE_FIRST = 0x11;
    static final int REFERENCE_LAST = 0x15;
    static final int LINE_TEXT = 0x1f;
    static final int RANGES_BY_NUMBER = 0x23;
    private static final int INDIRECT = 0x16;
    private static final int ADDRESS_BY_NUMBER = 0x1b;
    private static final int TEXT_BY_NUMBER = 0x1a;

    private EntryForm() {}

    static boolean addressByNumber(int form) {
        return form == ADDRESS_BY_NUMBER || (form >= 0x29 && form <= 0x2c);
    }

    static boolean textByNumber(int form) {
        return form == TEXT_BY_NUMBER || (form >= 0x25 && form <= 0x28);
    }

    /// @return the number; the position of a text inside the entry; 0 for a block of bytes
    static long read(DwarfBytes in, int form, long constant, boolean wide, int version) {
        return switch (form) {
            case 0x0b, 0x0c, 0x11, 0x25, 0x29 -> in.u8();
            case 0x05, 0x12, 0x26, 0x2a -> in.u16();
            case 0x27, 0x2b -> in.u16() | (long) in.u8() << 16;
            case ADDRESS, 0x06, 0x13, 0x1c, 0x28, 0x2c -> in.u32();
            case 0x07, 0x14, 0x20, 0x24 -> in.u64();
            case 0x0d -> in.signedLeb();
            case 0x0f, 0x15, 0x1a, 0x1b, 0x22, 0x23, 0x1f01, 0x1f02 -> in.unsignedLeb();
            case TEXT, 0x17, 0x1d, LINE_TEXT, 0x1f20, 0x1f21 -> in.word(wide);
            case REFERENCE_ANYWHERE -> version == 2 ? in.u32() : in.word(wide);
            case 0x19 -> 1;
            case 0x21 -> constant;
            case STRING -> text(in);
            case 0x0a -> skipped(in, in.u8());
            case 0x03 -> skipped(in, in.u16());
            case 0x04 -> skipped(in, in.u32());
            case 0x09, 0x18 -> skipped(in, in.unsignedLeb());
            case 0x1e -> skipped(in, 16);
            case INDIRECT -> {
                int meant = (int) in.unsignedLeb();
                if (meant == INDIRECT) {
                    throw ElfFile.malformed("its debug information points in a circle");
                }
                yield read(in, meant, constant, wide, version);
            }
            default -> throw ElfFile.malformed("its debug information uses the unknown form " + form);
        };
    }

    private static long text(DwarfBytes in) {
        int at = in.at();
        in.text();
        return at;
    }

    private static long skipped(DwarfBytes in, long bytes) {
        in.skip(bytes);
        return 0;
    }
}
