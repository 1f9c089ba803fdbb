package dev.aegis.firmware.dwarf;

import dev.aegis.firmware.elf.ElfFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The head of one unit's line table: DWARF 2 to 5, section 6.2.4 of the standard.
///
/// @param files each by its number; DWARF 5 counts from 0, the others from 1
record LineHeader(
        int version, int minimumInstruction, int lineBase, int lineRange, int[] operandCounts, List<String> files) {
    private static final int PATH = 1;
    private static final int DIRECTORY = 2;

    /// Texts that DWARF 5 keeps elsewhere.
    record Texts(Optional<ByteBuffer> lineTexts, Optional<ByteBuffer> texts) {}

    private record Field(long content, long form) {}

    private record Entry(String name, int directory) {}

    /// @param in where a unit's line table begins
    static LineHeader at(DwarfBytes in, Texts texts) {
        boolean wide = in.u32() == 0xffff_ffffL;
        if (wide) {
            in.u64();
        }
        int version = in.u16();
        if (version == 5) {
            in.u16();
        }
        in.word(wide);
        return read(in, version, wide, texts);
    }

    /// @param in behind the version; ends at the first opcode's header field, not at the first opcode
    static LineHeader read(DwarfBytes in, int version, boolean wide, Texts texts) {
        int minimumInstruction = in.u8();
        if (version >= 4) {
            in.u8();
        }
        in.u8();
        int lineBase = in.s8();
        int lineRange = in.u8();
        int[] operandCounts = new int[in.u8()];
        for (int i = 1; i < operandCounts.length; i++) {
            operandCounts[i] = in.u8();
        }
        if (lineRange == 0 || operandCounts.length == 0) {
            throw ElfFile.malformed("a line table has no meaning");
        }
        List<String> files = version >= 5 ? entries(in, wide, texts) : oldEntries(in);
        return new LineHeader(version, minimumInstruction, lineBase, lineRange, operandCounts, files);
    }

    String file(long number) {
        return number >= 0 && number < files.size() ? files.get((int) number) : "??";
    }

    private static List<String> oldEntries(DwarfBytes in) {
        List<String> directories = new ArrayList<>();
        // Directory 0 is the compiler's own, which only .debug_info names.
        directories.add("");
        for (String name = in.text(); !name.isEmpty(); name = in.text()) {
            directories.add(name);
        }
        List<String> files = new ArrayList<>();
        files.add("??");
        for (String name = in.text(); !name.isEmpty(); name = in.text()) {
            int directory = (int) in.unsignedLeb();
            in.unsignedLeb();
            in.unsignedLeb();
            files.add(joined(directories, directory, name));
        }
        return files;
    }

    private static List<String> entries(DwarfBytes in, boolean wide, Texts texts) {
        List<String> directories =
                table(in, wide, texts).stream().map(Entry::name).toList();
        List<String> whole = directories.stream()
                .map(name -> directories.isEmpty() ? name : join(directories.getFirst(), name))
                .toList();
        return table(in, wide, texts).stream()
                .map(file -> joined(whole, file.directory(), file.name()))
                .toList();
    }

    private static List<Entry> table(DwarfBytes in, boolean wide, Texts texts) {
        List<Field> format = new ArrayList<>();
        for (int left = in.u8(); left > 0; left--) {
            format.add(new Field(in.unsignedLeb(), in.unsignedLeb()));
        }
        long count = in.unsignedLeb();
        if (count < 0 || count > in.left() || (format.isEmpty() && count > 0)) {
            throw ElfFile.malformed("a line table names more files than it has room for");
        }
        List<Entry> entries = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            String name = "??";
            int directory = 0;
            for (Field field : format) {
                if (field.content() == PATH) {
                    name = LineForm.text(in, field.form(), wide, texts);
                } else if (field.content() == DIRECTORY) {
                    directory = (int) LineForm.number(in, field.form());
                } else {
                    LineForm.skip(in, field.form(), wide);
                }
            }
            entries.add(new Entry(name, directory));
        }
        return entries;
    }

    private static String joined(List<String> directories, int directory, String name) {
        return directory >= 0 && directory < directories.size() ? join(directories.get(directory), name) : name;
    }

    private static String join(String directory, String name) {
        if (name.startsWith("/") || directory.isEmpty()) {
            return name;
        }
        try {
            return Path.of(directory, name).normalize().toString();
        } catch (java.nio.file.InvalidPathException odd) {
            return directory + "/" + name;
        }
    }
}
