package dev.aegis.firmware.dwarf;

import dev.aegis.firmware.elf.ElfFile;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The forms in which DWARF 5 writes a field of a file entry (section 7.5.6).
final class LineForm {
    private static final int DATA2 = 0x05;
    private static final int DATA4 = 0x06;
    private static final int DATA8 = 0x07;
    private static final int STRING = 0x08;
    private static final int BLOCK = 0x09;
    private static final int DATA1 = 0x0b;
    private static final int TEXT = 0x0e;
    private static final int UNSIGNED = 0x0f;
    private static final int DATA16 = 0x1e;
    private static final int LINE_TEXT = 0x1f;

    private LineForm() {}

    static String text(DwarfBytes in, long form, boolean wide, LineHeader.Texts texts) {
        return switch ((int) form) {
            case STRING -> in.text();
            case LINE_TEXT -> elsewhere(texts.lineTexts(), in.word(wide));
            case TEXT -> elsewhere(texts.texts(), in.word(wide));
            default -> throw unknown(form);
        };
    }

    static long number(DwarfBytes in, long form) {
        return switch ((int) form) {
            case DATA1 -> in.u8();
            case DATA2 -> in.u16();
            case DATA4 -> in.u32();
            case DATA8 -> in.u64();
            case UNSIGNED -> in.unsignedLeb();
            default -> throw unknown(form);
        };
    }

    static void skip(DwarfBytes in, long form, boolean wide) {
        switch ((int) form) {
            case DATA16 -> in.skip(16);
            case BLOCK -> in.skip(in.unsignedLeb());
            case STRING -> in.text();
            case LINE_TEXT, TEXT -> in.word(wide);
            default -> number(in, form);
        }
    }

    private static String elsewhere(Optional<ByteBuffer> section, long offset) {
        return ElfFile.text(section.orElseThrow(() -> ElfFile.malformed("its file names are missing")), offset);
    }

    private static RuntimeException unknown(long form) {
        return ElfFile.malformed("a line table uses the unknown form " + form);
    }
}
