package dev.aegis.firmware.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What an esp-hal program says about itself in its section `.espressif.metadata`, one symbol for each
/// fact.
final class ElfNotes {
    private static final String SECTION = ".espressif.metadata";
    private static final String CHIP = "build_info.CHIP_NAME";
    private static final int SYMBOLS = 2;
    private static final int SYMBOL_BYTES = 16;
    private static final int LONGEST = 16;

    private final ByteBuffer in;
    private final int count;

    /// @param in an ELF file with a table of sections
    ElfNotes(ByteBuffer in) {
        this.in = in;
        this.count = ProgramFile.half(in, 48);
    }

    @Nullable
    String chipName() {
        int names = in.getInt(section(ProgramFile.half(in, 50)) + 16);
        int notes = 0;
        int symbols = 0;
        for (int i = 1; i < count; i++) {
            if (in.getInt(section(i) + 4) == SYMBOLS) {
                symbols = i;
            } else if (ProgramFile.text(in, names + in.getInt(section(i))).equals(SECTION)) {
                notes = i;
            }
        }
        return notes == 0 || symbols == 0 ? null : named(section(symbols), notes);
    }

    private @Nullable String named(int table, int notes) {
        int link = in.getInt(table + 24);
        if (link <= 0 || link >= count) {
            return null;
        }
        int names = in.getInt(section(link) + 16);
        int begin = in.getInt(table + 16);
        int end = begin + in.getInt(table + 20) / SYMBOL_BYTES * SYMBOL_BYTES;
        for (int at = begin; at < end; at += SYMBOL_BYTES) {
            if (ProgramFile.half(in, at + 14) == notes
                    && ProgramFile.text(in, names + in.getInt(at)).equals(CHIP)) {
                return content(section(notes), in.getInt(at + 4), in.getInt(at + 8));
            }
        }
        return null;
    }

    private @Nullable String content(int notes, int value, int size) {
        int at = in.getInt(notes + 16) + value - in.getInt(notes + 12);
        if (size < 1 || size > LONGEST || value - in.getInt(notes + 12) + size > in.getInt(notes + 20)) {
            return null;
        }
        byte[] word = new byte[size];
        in.get(at, word);
        String name = new String(word, StandardCharsets.US_ASCII);
        return name.matches("esp[0-9a-z]+") ? name : null;
    }

    private int section(int number) {
        return ProgramFile.sectionAt(in, number);
    }
}
