package dev.aegis.firmware.dwarf;

import dev.aegis.firmware.elf.ElfFile;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The sections that describe a program's functions; each is empty when the program has none.
record DebugSections(
        ByteBuffer info,
        ByteBuffer abbreviations,
        ByteBuffer texts,
        ByteBuffer lineTexts,
        ByteBuffer lines,
        ByteBuffer ranges,
        ByteBuffer rangeLists,
        ByteBuffer addresses,
        ByteBuffer textOffsets) {
    static DebugSections of(ElfFile elf) {
        return new DebugSections(
                section(elf, ".debug_info"),
                section(elf, ".debug_abbrev"),
                section(elf, ".debug_str"),
                section(elf, ".debug_line_str"),
                section(elf, ".debug_line"),
                section(elf, ".debug_ranges"),
                section(elf, ".debug_rnglists"),
                section(elf, ".debug_addr"),
                section(elf, ".debug_str_offsets"));
    }

    /// The 32-bit number with this index in a table that begins at this place.
    static long numbered(ByteBuffer section, long base, long index) {
        DwarfBytes in = new DwarfBytes(section);
        in.moveTo(Math.addExact(base, Math.multiplyExact(index, 4)));
        return in.u32();
    }

    private static ByteBuffer section(ElfFile elf, String name) {
        @Nullable ByteBuffer found = elf.section(name).orElse(null);
        return found == null ? ByteBuffer.allocate(0) : found;
    }
}
