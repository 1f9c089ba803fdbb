package dev.aegis.firmware.dwarf;

import dev.aegis.firmware.elf.ElfFile;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds the source lines of some addresses in one pass over `.debug_line`, without keeping the table: a program's
/// table is often larger than its code.
public final class LineTable {
    private static final long WIDE = 0xffff_ffffL;

    private final Optional<ByteBuffer> section;
    private final LineHeader.Texts texts;

    public LineTable(ElfFile elf) {
        this.section = elf.section(".debug_line");
        this.texts = new LineHeader.Texts(elf.section(".debug_line_str"), elf.section(".debug_str"));
    }

    /// @return by address; what the table does not cover is absent
    public Map<Long, SourceLine> find(Collection<Long> addresses) {
        Map<Long, SourceLine> found = new HashMap<>();
        SortedSet<Long> wanted = new TreeSet<>(addresses);
        if (section.isEmpty() || wanted.isEmpty()) {
            return found;
        }
        DwarfBytes in = new DwarfBytes(section.get());
        return ElfFile.guarded("its line table", () -> {
            while (in.left() > 0) {
                unit(in, wanted, found);
            }
            return found;
        });
    }

    private void unit(DwarfBytes in, SortedSet<Long> wanted, Map<Long, SourceLine> found) {
        long first = in.u32();
        boolean wide = first == WIDE;
        long length = wide ? in.u64() : first;
        int end = Math.toIntExact(in.at() + length);
        int version = in.u16();
        if (version >= 2 && version <= 5) {
            if (version == 5) {
                in.u16();
            }
            long headerLength = in.word(wide);
            long program = in.at() + headerLength;
            LineHeader header = LineHeader.read(in, version, wide, texts);
            in.moveTo(program);
            new LineProgram(header, (from, to, file, line) -> {
                        for (long address : wanted.subSet(from, to)) {
                            found.putIfAbsent(address, new SourceLine(header.file(file), (int) line));
                        }
                    })
                    .run(in, end);
        }
        in.moveTo(end);
    }
}
